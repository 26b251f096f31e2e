using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BotCoach.Storage;
using Microsoft.Extensions.Configuration;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Settings of Teams' with which the host does not start: each is told by its name, what is allowed, and never its value where that may be a secret.</summary>
public sealed class TeamsSettingsTests : IDisposable
{
    private const string App = "Teams:AppId=11111111-2222-3333-4444-555555555555";
    private const string Tenant = App + "|Teams:TenantId=99999999-8888-7777-6666-555555555555";
    private const string Bot = Tenant + "|Teams:ClientSecret=s3cret";
    private const string Anonymous = "Teams:DangerouslyAllowAnonymous=true";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Teams:AppId=s3cret", "Teams:AppId", "a GUID like 11111111-2222-3333-4444-555555555555")]
    [InlineData("Teams:ClientSecret=s3cret", "Teams:AppId", "a GUID, where Teams:ClientSecret is set")]
    [InlineData("Teams:AllowedTenants=99999999-8888-7777-6666-555555555555", "Teams:AppId", "where Teams:AllowedTenants is set")]
    [InlineData("Teams:InstallForPeople=true", "Teams:AppId", "where Teams:InstallForPeople is set")]
    [InlineData("Teams:Issuer=https://api.botframework.us", "Teams:AppId", "where Teams:Issuer is set")]
    [InlineData(App + "|Teams:TenantId=s3cret|Teams:ClientSecret=s3cret", "Teams:TenantId", "the id (a GUID) or the domain of the tenant")]
    [InlineData(App + "|Teams:ClientSecret=s3cret", "Teams:TenantId", "where Teams:AppType is SingleTenant")]
    [InlineData(App + "|Teams:AppType=ManagedIdentity", "Teams:TenantId", "where Teams:AppType is ManagedIdentity")]
    [InlineData(Bot + "|Teams:AppType=UserAssigned", "Teams:AppType", "SingleTenant, MultiTenant, ManagedIdentity")]
    [InlineData(Tenant, "Teams:ClientSecret", "or Teams:CertificatePath: without one of them nothing can be answered")]
    [InlineData(App + "|Teams:AppType=MultiTenant", "Teams:ClientSecret", "without one of them nothing can be answered")]
    [InlineData(Bot + "|Teams:CertificatePath=bot.pem", "Teams:ClientSecret", "or Teams:CertificatePath is, but not both")]
    [InlineData(Bot + "|Teams:AppType=ManagedIdentity", "Teams:ClientSecret", "empty where Teams:AppType is ManagedIdentity")]
    [InlineData(Tenant + "|Teams:AppType=ManagedIdentity|Teams:CertificatePath=bot.pem", "Teams:CertificatePath", "empty where Teams:AppType is ManagedIdentity")]
    [InlineData(Tenant + "|Teams:CertificatePath=nowhere.pem", "Teams:CertificatePath", "PEM or PFX without a password; there is no such file")]
    [InlineData(Tenant + "|Teams:CertificatePath=-----BEGIN PRIVATE KEY-----s3cret", "Teams:CertificatePath", "there is no such file")]
    [InlineData(Bot + "|Teams:LoginBaseUrl=http://login.example/", "Teams:LoginBaseUrl", "an https address, like https://login.microsoftonline.com/")]
    [InlineData(Bot + "|Teams:GraphBaseUrl=http://127.0.0.1:5000/", "Teams:GraphBaseUrl", "only with Teams:DangerouslyAllowHttpOnLoopback")]
    [InlineData(Bot + "|Teams:OpenIdMetadata=nowhere", "Teams:OpenIdMetadata", "an https address, like https://login.botframework.com/")]
    [InlineData(Bot + "|Teams:Issuer=http://login.example/|Teams:DangerouslyAllowHttpOnLoopback=true", "Teams:Issuer", "http on this machine alone")]
    [InlineData(Bot + "|Teams:AllowedServiceHosts=smba.trafficmanager.net, https://evil.example", "Teams:AllowedServiceHosts", "without https:// and port")]
    [InlineData(Bot + "|Teams:AllowedServiceHosts=127.0.0.1:5000", "Teams:AllowedServiceHosts", "without https:// and port")]
    [InlineData(Bot + "|Teams:AllowedServiceHosts=*", "Teams:AllowedServiceHosts", "names of hosts")]
    [InlineData(Bot + "|Teams:AllowedTenants=contoso.example", "Teams:AllowedTenants", "ids of tenants (GUIDs)")]
    [InlineData(Bot + "|Teams:InstallForPeople=perhaps", "Teams:InstallForPeople", "true, false, or nothing")]
    [InlineData(Bot + "|Teams:Secret=s3cret", "Teams:Secret", "only Teams:AppId, Teams:TenantId, Teams:AppType")]
    public void What_cannot_be_used_is_refused_by_its_name_and_no_secret_is_repeated(string settings, string key, string allowed) => Refused(key, allowed, () => Read(settings));

    [Theory]
    [InlineData(Anonymous, false, "true in the Development environment alone")]
    [InlineData(Anonymous + "|urls=http://localhost:5080", false, "true in the Development environment alone")]
    [InlineData(Anonymous + "|urls=http://*:5080", true, "every address in urls is this machine's own")]
    [InlineData(Anonymous + "|urls=http://0.0.0.0:5080", true, "every address in urls is this machine's own")]
    [InlineData(Anonymous + "|urls=http://loopback:5080", true, "every address in urls is this machine's own")]
    [InlineData(Anonymous + "|urls=http://localhost:5080;http://bot.example:80", true, "every address in urls is this machine's own")]
    [InlineData(Anonymous + "|urls=http://localhost:5080|Kestrel:Endpoints:Http:Url=http://*:80", true, "Kestrel:Endpoints has none")]
    public void Nobody_is_let_in_without_a_token_but_while_developing_and_from_this_machine(string settings, bool isDevelopment, string allowed) =>
        Refused("Teams:DangerouslyAllowAnonymous", allowed, () => Read(settings, isDevelopment));

    [Theory]
    [InlineData("")]
    [InlineData(Bot)]
    [InlineData(App + "|Teams:AppType=multitenant|Teams:ClientSecret=s3cret")]
    [InlineData(App + "|Teams:TenantId=contoso.onmicrosoft.com|Teams:ClientSecret=s3cret")]
    [InlineData(Tenant + "|Teams:AppType=ManagedIdentity")]
    [InlineData(Bot + "|Teams:LoginBaseUrl=http://127.0.0.1:5000|Teams:DangerouslyAllowHttpOnLoopback=true|Teams:AllowedServiceHosts=127.0.0.1")]
    [InlineData(Anonymous)]
    [InlineData(Anonymous + "|urls=http://localhost:5080;http://127.0.0.1:5081;https://[::1]:5082")]
    public void What_belongs_together_is_taken(string settings) => Assert.EndsWith("/", Read(settings, isDevelopment: true).Teams.LoginBaseUrl);

    [Theory]
    [InlineData("Teams:AllowedTenants=AAAAAAAA-8888-7777-6666-555555555555,bbbbbbbb-8888-7777-6666-555555555555")]
    [InlineData("Teams:AllowedTenants=aaaaaaaa-8888-7777-6666-555555555555; bbbbbbbb-8888-7777-6666-555555555555;")]
    [InlineData("Teams:AllowedTenants:0=aaaaaaaa-8888-7777-6666-555555555555|Teams:AllowedTenants:1=bbbbbbbb-8888-7777-6666-555555555555")]
    public void A_list_is_one_or_words_with_commas_or_semicolons_between_them(string settings)
    {
        var teams = Read(Bot + "|" + settings).Teams;
        Assert.Equal(["aaaaaaaa-8888-7777-6666-555555555555", "bbbbbbbb-8888-7777-6666-555555555555"], teams.AllowedTenants);
        Assert.Contains("smba.trafficmanager.net", teams.AllowedServiceHosts);
    }

    [Fact]
    public void A_certificate_is_taken_with_its_private_key_alone()
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create();
        using var certificate = Certified(new CertificateRequest("CN=bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var elliptic = Certified(new CertificateRequest("CN=bot", ecdsa, HashAlgorithmName.SHA256));
        var pem = certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem();
        Assert.EndsWith(".pem", Read($"{Tenant}|Teams:CertificatePath={Kept("bot.pem", Encoding.UTF8.GetBytes(pem))}").Teams.CertificatePath);
        Assert.EndsWith(".pfx", Read($"{Tenant}|Teams:CertificatePath={Kept("bot.pfx", certificate.Export(X509ContentType.Pfx))}").Teams.CertificatePath);
        const string Lacks = "it holds no certificate with its private key, as PEM or as PFX without a password";
        Refused("Teams:CertificatePath", Lacks, () => Read($"{Tenant}|Teams:CertificatePath={Kept("public.pem", Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()))}"));
        Refused("Teams:CertificatePath", Lacks, () => Read($"{Tenant}|Teams:CertificatePath={Kept("locked.pfx", certificate.Export(X509ContentType.Pfx, "s3cret"))}"));
        Refused("Teams:CertificatePath", Lacks, () => Read($"{Tenant}|Teams:CertificatePath={Kept("words.pem", "no certificate"u8.ToArray())}"));
        Refused("Teams:CertificatePath", "there is no RSA private key in it", () => Read($"{Tenant}|Teams:CertificatePath={Kept("elliptic.pfx", elliptic.Export(X509ContentType.Pfx))}"));
    }

    private static void Refused(string key, string allowed, Action read)
    {
        var refused = Assert.Throws<SettingRefused>(read);
        Assert.Equal(key, refused.Key);
        Assert.Contains(key, refused.Message);
        Assert.Contains(allowed, refused.Message);
        Assert.DoesNotContain("s3cret", refused.Message);
    }

    private static X509Certificate2 Certified(CertificateRequest request) => request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string Kept(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static Settings Read(string settings, bool isDevelopment = false) => Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build(), isDevelopment);
}
