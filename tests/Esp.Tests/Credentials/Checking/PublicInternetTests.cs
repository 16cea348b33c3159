using System.Net;
using Esp.App.Platform;

namespace Esp.Tests.Credentials.Checking;

public sealed class PublicInternetTests
{
    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("100.64.0.1"), InlineData("100.127.255.255"), InlineData("127.0.0.1"), InlineData("127.9.9.9")]
    [InlineData("169.254.169.254"), InlineData("168.63.129.16"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.1"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.1.1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("198.51.100.1"), InlineData("203.0.113.1"), InlineData("224.0.0.1"), InlineData("239.1.1.1"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::10.0.0.1"), InlineData("64:ff9b::10.0.0.1"), InlineData("64:ff9b:1::1")]
    [InlineData("100::1"), InlineData("2001::1"), InlineData("2001:2::1"), InlineData("2001:10::1"), InlineData("2001:20::1"), InlineData("2001:db8::1"), InlineData("2002:0a00:0001::1"), InlineData("3fff::1"), InlineData("5f00::1")]
    [InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fe80::1"), InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("ff02::1")]
    public void These_are_not_of_the_public_internet(string address) => Assert.False(PublicInternet.Includes(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34"), InlineData("8.8.8.8"), InlineData("9.255.255.255"), InlineData("11.0.0.0"), InlineData("100.63.255.255"), InlineData("100.128.0.0"), InlineData("172.15.255.255"), InlineData("172.32.0.0")]
    [InlineData("192.167.255.255"), InlineData("192.169.0.0"), InlineData("198.17.255.255"), InlineData("198.20.0.0"), InlineData("223.255.255.255"), InlineData("::ffff:8.8.8.8"), InlineData("2606:2800:220:1::1"), InlineData("2a00:1450::1"), InlineData("2001:4860:4860::8888")]
    public void These_are(string address) => Assert.True(PublicInternet.Includes(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://school.org/"), InlineData("https://a.b.school.org./"), InlineData("https://8.8.8.8/"), InlineData("https://münchen.de/")]
    public void These_are_named_as_public_hosts_are(string address) => Assert.True(PublicInternet.MayBeNamed(new(address)));

    [Theory]
    [InlineData("https://localhost/"), InlineData("https://intranet/"), InlineData("https://printer.local/"), InlineData("https://a.INTERNAL/"), InlineData("https://a.internal./"), InlineData("https://10.0.0.1/"), InlineData("https://0x7f.1/")]
    [InlineData("https://2130706433/"), InlineData("https://[::1]/"), InlineData("https://[::ffff:7f00:1]/"), InlineData("https://metadata.google.internal/")]
    public void These_are_not(string address) => Assert.False(PublicInternet.MayBeNamed(new(address)));
}
