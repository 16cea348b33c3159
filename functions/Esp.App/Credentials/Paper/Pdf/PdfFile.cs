using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>The objects of a PDF 1.7 file (ISO 32000-1, 7.5), by number from 1, and how values are written.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>A number for an object whose body comes later.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    public void Set(int number, string body) => _objects[number - 1] = Encoding.ASCII.GetBytes(body);

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    /// <summary>A stream; compressed here unless <paramref name="entries"/> name their own filter.</summary>
    public int AddStream(ReadOnlySpan<byte> data, string entries = "")
    {
        if (!entries.Contains("/Filter", StringComparison.Ordinal))
        {
            data = Compressed(data);
            entries += "/Filter/FlateDecode";
        }

        var number = Reserve();
        _objects[number - 1] = [.. Encoding.ASCII.GetBytes($"<<{entries}/Length {data.Length}>>stream\n"), .. data, .. "\nendstream"u8];
        return number;
    }

    public static byte[] Compressed(ReadOnlySpan<byte> data)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZLibStream(stream, CompressionLevel.Optimal))
            zip.Write(data);
        return stream.ToArray();
    }

    /// <summary>A text for people: UTF-16 with its mark.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Numbers(params ReadOnlySpan<double> numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
            text.Append(text.Length > 0 ? " " : "").Append(Number(number));
        return text.ToString();
    }

    public byte[] Write(int catalog, int info)
    {
        using var stream = new MemoryStream();
        // The four bytes above 127 tell mail programs that this is no text.
        stream.Write([.. "%PDF-1.7\n%"u8, 0xe2, 0xe3, 0xcf, 0xd3, (byte)'\n']);
        var places = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n"));
        for (var i = 0; i < _objects.Count; i++)
        {
            places.Append(CultureInfo.InvariantCulture, $"{stream.Length:D10} 00000 n \n");
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n")));
            stream.Write(_objects[i] ?? throw new InvalidOperationException($"Object {i + 1} of the PDF was never written."));
            stream.Write("\nendobj\n"u8);
        }

        var start = stream.Length;
        var id = Convert.ToHexString(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)start)).AsSpan(0, 16));
        stream.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{places}trailer\n<</Size {_objects.Count + 1}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n")));
        return stream.ToArray();
    }
}
