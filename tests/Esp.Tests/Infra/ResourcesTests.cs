using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Esp.App.Platform;
using Esp.Host.Local.Queues;

namespace Esp.Tests.Infra;

/// <summary>What the code names exists in Azure, and Azure lets in nobody else.</summary>
public sealed class ResourcesTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";

    private static readonly Settings Plain = new() { SiteUrl = "", LinkSecret = "", SigningKey = "", JwtSigningKey = "" };

    /// <summary>Role ids of Azure, as <c>modules/roles.bicep</c> names them.</summary>
    private static readonly Dictionary<string, string> Roles = new(StringComparer.Ordinal)
    {
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["73c42c96-874c-492b-b04d-ab87d138a893"] = "Log Analytics Reader",
    };

    public static TheoryData<string> Snapshots => ["smallest", "everything"];

    [Theory, MemberData(nameof(Snapshots))]
    public void Every_queue_of_the_code_exists_and_no_other(string snapshot) =>
        Assert.Equal(Queues.All.Order(StringComparer.Ordinal), Named(snapshot).Of("Microsoft.ServiceBus/namespaces/queues").Select(Snapshot.LastNameOf).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Snapshots))]
    public void Queues_do_what_the_local_ones_do(string snapshot) =>
        Assert.All(Named(snapshot).Of("Microsoft.ServiceBus/namespaces/queues").Select(q => q.GetProperty("properties")), queue =>
        {
            Assert.Equal(Delivery.MaxDeliveries, queue.GetProperty("maxDeliveryCount").GetInt32());
            Assert.True(queue.GetProperty("deadLetteringOnMessageExpiration").GetBoolean());
            Assert.False(queue.GetProperty("requiresDuplicateDetection").GetBoolean());
            // The Basic tier keeps nothing longer than 14 days; the longest pause of a message is below a day.
            Assert.InRange(System.Xml.XmlConvert.ToTimeSpan(queue.GetProperty("defaultMessageTimeToLive").GetString()!), TimeSpan.FromDays(3.5), TimeSpan.FromDays(14));
        });

    [Theory, MemberData(nameof(Snapshots))]
    public void Every_table_of_the_code_exists_and_no_other(string snapshot)
    {
        var tables = new Tables(new TableServiceClient("UseDevelopmentStorage=true"), Plain).All.Select(t => t.Name);
        Assert.Equal(tables.Order(StringComparer.Ordinal), Named(snapshot).Of($"{Accounts}/tableServices/tables").Select(Snapshot.LastNameOf).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void Every_container_of_the_code_exists_and_one_for_the_package(string snapshot)
    {
        var containers = new Blobs(new BlobServiceClient("UseDevelopmentStorage=true"), Plain, new NoLinks()).All.Select(c => c.Name).Append("packages");
        var made = Named(snapshot).Of($"{Accounts}/blobServices/containers").ToArray();
        Assert.Equal(containers.Order(StringComparer.Ordinal), made.Select(Snapshot.LastNameOf).Order(StringComparer.Ordinal));
        Assert.All(made, c => Assert.Equal("None", c.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void Storage_takes_no_keys_no_strangers_and_no_old_tls(string snapshot) =>
        Assert.All(Named(snapshot).Of(Accounts).Select(a => a.GetProperty("properties")), account =>
        {
            Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
        });

    [Theory, MemberData(nameof(Snapshots))]
    public void Bus_topic_and_telemetry_take_no_keys(string snapshot)
    {
        Assert.True(Named(snapshot).One("Microsoft.ServiceBus/namespaces").GetProperty("disableLocalAuth").GetBoolean());
        Assert.True(Named(snapshot).One("Microsoft.EventGrid/topics").GetProperty("disableLocalAuth").GetBoolean());
        Assert.True(Named(snapshot).One("Microsoft.Insights/components").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.All(Named(snapshot).Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), p => Assert.False(p.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [Fact]
    public void Only_pages_of_the_site_reach_evidence_from_a_browser()
    {
        var rule = Assert.Single(Snapshot.Everything.One($"{Accounts}/blobServices", "stespevi").GetProperty("cors").GetProperty("corsRules").EnumerateArray());
        Assert.Equal([Snapshot.Everything.Settings["Esp__SiteUrl"]], Texts(rule.GetProperty("allowedOrigins")));
        Assert.Equal(["GET", "HEAD", "OPTIONS", "PUT"], Texts(rule.GetProperty("allowedMethods")).Order(StringComparer.Ordinal));
        Assert.All(Snapshot.Both.SelectMany(s => s.Of($"{Accounts}/blobServices").Concat(s.Of($"{Accounts}/tableServices"))).Where(s => !Snapshot.NameOf(s).Contains("stespevi", StringComparison.Ordinal)), service => Assert.DoesNotContain("cors", service.GetRawText(), StringComparison.Ordinal));
        var small = Assert.Single(Snapshot.Smallest.One($"{Accounts}/blobServices", "stespevi").GetProperty("cors").GetProperty("corsRules").EnumerateArray());
        Assert.Equal([Snapshot.Smallest.Settings["Esp__SiteUrl"]], Texts(small.GetProperty("allowedOrigins")));
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void Snapshots_live_as_long_as_the_evidence_and_versions_as_long_as_undeleting(string snapshot)
    {
        var rule = Named(snapshot).One($"{Accounts}/managementPolicies").GetProperty("policy").GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "evidence-ends").GetProperty("definition").GetProperty("actions");
        int Days(string of, string since) => rule.GetProperty(of).GetProperty("delete").GetProperty($"daysAfter{since}GreaterThan").GetInt32();
        Assert.Equal(Days("baseBlob", "Modification"), Days("snapshot", "Creation"));
        Assert.Equal(Named(snapshot).One($"{Accounts}/blobServices", "stespevi").GetProperty("deleteRetentionPolicy").GetProperty("days").GetInt32(), Days("version", "Creation"));
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void The_app_has_the_roles_that_its_program_needs_and_no_more(string snapshot) =>
        Assert.Equal(
            [
                "kv-esp: Key Vault Secrets User",
                "appi-esp: Monitoring Metrics Publisher",
                "sb-esp: Azure Service Bus Data Receiver",
                "sb-esp: Azure Service Bus Data Sender",
                "stespevi: Storage Blob Data Owner",
                "stesppkg: Storage Blob Data Owner",
                "stesprec: Storage Table Data Contributor",
            ],
            RolesOf(snapshot, p => p.Contains($"id-esp-{Environment(snapshot)}'", StringComparison.Ordinal)));

    [Fact]
    public void People_and_the_scanner_have_few_roles()
    {
        Assert.Equal(["sb-esp: Azure Service Bus Data Sender"], RolesOf("everything", p => p.Contains("-scan'", StringComparison.Ordinal)));
        Assert.Equal(["kv-esp: Key Vault Secrets Officer"], RolesOf("everything", p => p.EndsWith("d001", StringComparison.Ordinal)));
        Assert.Equal(["log-esp: Log Analytics Reader", "sb-esp: Azure Service Bus Data Owner"], RolesOf("everything", p => p.EndsWith("d002", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Snapshot.Smallest.Of("Microsoft.Authorization/roleAssignments"), r => r.GetProperty("properties").GetProperty("principalId").GetString() is "");
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void Only_the_site_may_call_the_function_app(string snapshot)
    {
        var access = Named(snapshot).Of("Microsoft.Web/sites/config", "authsettingsV2").Single().GetProperty("properties");
        Assert.Equal((true, "Return401"), (access.GetProperty("globalValidation").GetProperty("requireAuthentication").GetBoolean(), access.GetProperty("globalValidation").GetProperty("unauthenticatedClientAction").GetString()));
        Assert.Equal("azureStaticWebApps", Assert.Single(access.GetProperty("identityProviders").EnumerateObject()).Name);
        Assert.Single(Named(snapshot).Of("Microsoft.Web/staticSites/linkedBackends"));
    }

    [Fact]
    public void Private_networking_closes_all_but_evidence_and_costs_nothing_when_off()
    {
        Assert.DoesNotContain(Snapshot.Smallest.Resources, r => r.GetProperty("type").GetString()!.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        var open = Snapshot.Everything.Resources.Where(r => r.TryGetProperty("properties", out var p) && p.TryGetProperty("publicNetworkAccess", out var access) && access.GetString() == "Enabled").Select(Snapshot.NameOf);
        Assert.StartsWith("stespevi", Assert.Single(open), StringComparison.Ordinal);
        Assert.Equal(4, Snapshot.Everything.Of("Microsoft.Network/privateEndpoints").Count());
    }

    [Theory, MemberData(nameof(Snapshots))]
    public void Everything_that_can_carry_tags_says_which_environment_it_belongs_to(string snapshot) =>
        Assert.All(Named(snapshot).Resources.Where(r => r.TryGetProperty("tags", out _) || r.TryGetProperty("location", out _)), r => Assert.Equal(Environment(snapshot), r.GetProperty("tags").GetProperty("azd-env-name").GetString()));

    private static string[] RolesOf(string snapshot, Func<string, bool> principal) =>
        [.. from assignment in Named(snapshot).Of("Microsoft.Authorization/roleAssignments")
            let properties = assignment.GetProperty("properties")
            where principal(properties.GetProperty("principalId").GetString()!)
            let id = assignment.GetProperty("id").GetString()!
            let resource = id.Split("/providers/Microsoft.Authorization")[0].Split('\'').First(p => p.StartsWith("/subscriptions", StringComparison.Ordinal)).Split('/')[^1]
            let kind = resource.StartsWith("stesp", StringComparison.Ordinal) ? resource[..8] : string.Join('-', resource.Split('-')[..2])
            orderby kind is "kv-esp" ? 0 : 1, kind, Roles[properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]]
            select $"{kind}: {Roles[properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]]}"];

    private static Snapshot Named(string snapshot) => snapshot == "smallest" ? Snapshot.Smallest : Snapshot.Everything;

    private static string Environment(string snapshot) => snapshot == "smallest" ? "small" : "full";

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(t => t.GetString()!);

    private sealed class NoLinks : ISignLinks
    {
        public Task<Uri> Write(BlobClient blob, DateTimeOffset until, CancellationToken ct) => throw new NotSupportedException();

        public Task<Uri> Read(BlobClient blob, DateTimeOffset until, string contentType, string disposition, CancellationToken ct) => throw new NotSupportedException();
    }
}
