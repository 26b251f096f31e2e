using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The tokens that we call Microsoft with: had by secret, certificate or managed identity, kept, exchanged when refused, and never in a log.</summary>
public sealed class TeamsTokensTests : IAsyncLifetime
{
    private static readonly TeamsReturn Taken = new(TeamsReach.Answered, 201);
    private static readonly TeamsReturn Refused = new(TeamsReach.Answered, 401, "Unauthorized");
    private readonly Heard _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private TokenLogin _login = null!;

    private string CertificatePath => Path.Combine(_folder, "bot.pem");

    public async Task InitializeAsync() => _login = await TokenLogin.StartAsync();

    public async Task DisposeAsync()
    {
        // Whatever happened, no secret and no token was told to anybody.
        Assert.DoesNotContain(_log.All, said => said.Contains(TokenLogin.Secret) || _login.Given.Any(said.Contains));
        await _login.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_token_is_had_by_the_secret_kept_and_not_asked_for_again()
    {
        var tokens = Tokens();
        var token = await tokens.ForConnectorAsync(anew: false, default);
        Assert.Equal(_login.Given.Single(), token.Value);
        Assert.Equal(token.Value, (await tokens.ForConnectorAsync(anew: false, default)).Value);
        Assert.Equal([$"{TokenLogin.Tenant} https://api.botframework.com/.default"], _login.Asked);
        Assert.NotEqual(token.Value, (await tokens.ForConnectorAsync(anew: true, default)).Value);
        Assert.Equal((2, null, "a token"), (_login.Asked.Count, tokens.Complaint, $"{token}"));
    }

    [Fact]
    public async Task A_token_that_soon_runs_out_is_exchanged()
    {
        _login.LivesFor = TimeSpan.FromMinutes(4);
        var tokens = Tokens();
        for (var i = 0; i < 2; i++) Assert.NotNull((await tokens.ForConnectorAsync(anew: false, default)).Value);
        Assert.Equal(2, _login.Asked.Count);
    }

    [Fact]
    public async Task A_bot_of_many_tenants_signs_in_at_the_Bot_Frameworks()
    {
        _login.Tenants.Add("botframework.com");
        Assert.NotNull((await Tokens(TeamsAppType.MultiTenant).ForConnectorAsync(anew: false, default)).Value);
        Assert.Equal(["botframework.com https://api.botframework.com/.default"], _login.Asked);
    }

    [Theory]
    [InlineData(TeamsAppType.SingleTenant)]
    [InlineData(TeamsAppType.MultiTenant)]
    public async Task Graphs_token_is_had_in_the_customers_tenant(TeamsAppType type)
    {
        _login.Tenants.Add(TokenLogin.Customer);
        var tokens = Tokens(type);
        for (var i = 0; i < 2; i++) Assert.NotNull((await tokens.ForGraphAsync(TokenLogin.Customer, anew: false, default)).Value);
        Assert.Equal([$"{TokenLogin.Customer} https://graph.microsoft.com/.default"], _login.Asked);
    }

    [Fact]
    public async Task What_a_customer_did_not_let_in_is_no_complaint_of_the_bots()
    {
        var tokens = Tokens();
        Assert.Equal("AADSTS700016", (await tokens.ForGraphAsync(TokenLogin.Customer, anew: false, default)).Why.Code);
        Assert.Equal("AADSTS900023", (await tokens.ForGraphAsync("../common", anew: false, default)).Why.Code);
        Assert.Equal((null, 1), (tokens.Complaint, _login.Asked.Count));
    }

    [Fact]
    public async Task A_certificate_signs_in_and_may_be_exchanged_while_we_run()
    {
        var tokens = Tokens(certificate: true);
        Assert.Equal(TeamsWords.NoCertificate, (await tokens.ForConnectorAsync(anew: false, default)).Why.Code);
        Assert.StartsWith("The certificate in Teams:CertificatePath cannot be read", tokens.Complaint);
        _login.Certificate = Issue(1);
        var first = await tokens.ForConnectorAsync(anew: false, default);
        Assert.Null(tokens.Complaint);
        _login.Certificate = Issue(2);
        var second = await tokens.ForConnectorAsync(anew: false, default);
        Assert.Equal(_login.Given, [first.Value!, second.Value!]);
        // One that is being written is no reason to stop.
        Write("-----BEGIN", 3);
        Assert.Equal(second.Value, (await tokens.ForConnectorAsync(anew: false, default)).Value);
        Issue(4);
        Assert.Equal("AADSTS700027", (await tokens.ForConnectorAsync(anew: false, default)).Why.Code);
        Assert.StartsWith("The certificate in Teams:CertificatePath has run out, or is none of this app's", tokens.Complaint);
    }

    [Fact]
    public async Task The_machines_own_identity_needs_no_secret()
    {
        var tokens = Tokens(TeamsAppType.ManagedIdentity);
        var first = await tokens.ForConnectorAsync(anew: false, default);
        Assert.Equal(first.Value, (await tokens.ForConnectorAsync(anew: false, default)).Value);
        var second = await tokens.ForConnectorAsync(anew: true, default);
        Assert.Equal(_login.Given, [first.Value!, second.Value!]);
        Assert.Equal($"{_login.App} https://api.botframework.com", _login.Asked[0]);
    }

    [Fact]
    public async Task An_identity_that_the_machine_does_not_have_is_a_complaint_and_so_is_a_machine_that_has_none()
    {
        _login.IsIdentity = false;
        var tokens = Tokens(TeamsAppType.ManagedIdentity);
        Assert.IsType<GaveUp>(await SendAsync(tokens));
        Assert.Equal("This machine does not have the managed identity Teams:AppId: assign it to the machine that BotCoach runs on. (managed_identity_request_failed)", tokens.Complaint);
        var elsewhere = Tokens(TeamsAppType.ManagedIdentity, wire: new Unplugged());
        Assert.IsType<TryAgain>(await SendAsync(elsewhere));
        Assert.StartsWith("No managed identity answers on this machine", elsewhere.Complaint);
    }

    [Theory]
    [InlineData(7000215, "Teams:ClientSecret is none of this app's secrets")]
    [InlineData(7000222, "Teams:ClientSecret has run out")]
    [InlineData(700016, "Microsoft finds no app Teams:AppId in this tenant")]
    [InlineData(7000229, "The app has no service principal in this tenant")]
    [InlineData(90002, "Microsoft finds no tenant Teams:TenantId")]
    [InlineData(700024, "the clock here is wrong")]
    [InlineData(500011, "Microsoft finds nothing that Teams:Issuer")]
    [InlineData(53000, "https://login.microsoftonline.com/error?code=53000 says why")]
    public async Task A_refusal_is_told_in_a_sentence_with_Microsofts_code_until_tokens_come(int code, string sentence)
    {
        _login.Refusal = code;
        var tokens = Tokens();
        for (var i = 0; i < 2; i++)
        {
            var gone = Assert.IsType<GaveUp>(await SendAsync(tokens));
            Assert.Equal((FaultKind.Token, tokens.Complaint), (gone.Kind, gone.Why));
            Assert.Contains(sentence, gone.Why);
            Assert.EndsWith($"(AADSTS{code})", gone.Why);
        }
        // Said once in the log, and not for every message.
        Assert.Single(_log.All);
        _login.Refusal = null;
        Assert.IsType<Sent>(await SendAsync(tokens));
        Assert.Null(tokens.Complaint);
    }

    [Fact]
    public async Task A_secret_that_is_wrong_and_an_app_of_another_kind_are_refused_by_the_login_itself()
    {
        Assert.Equal("AADSTS7000215", (await Tokens(secret: "another").ForConnectorAsync(anew: false, default)).Why.Code);
        // Registered in one tenant, and set up as one of many.
        Assert.Equal("AADSTS700016", (await Tokens(TeamsAppType.MultiTenant).ForConnectorAsync(anew: false, default)).Why.Code);
    }

    [Fact]
    public async Task A_token_that_the_Connector_refuses_is_asked_for_anew_once()
    {
        var tokens = Tokens();
        var tried = new List<string>();
        var back = await tokens.CallAsync(token => { tried.Add(token); return Task.FromResult(tried.Count == 1 ? Refused : Taken); }, default);
        Assert.Equal((Taken, 2), (back, _login.Asked.Count));
        Assert.Equal(_login.Given, tried);
        tried.Clear();
        Assert.Equal(Refused, await tokens.CallAsync(token => { tried.Add(token); return Task.FromResult(Refused); }, default));
        Assert.Equal((2, 3), (tried.Count, _login.Asked.Count));
    }

    [Fact]
    public async Task Many_who_wait_ask_once_and_many_who_are_refused_the_same_token_ask_for_one_other()
    {
        var tokens = Tokens();
        var held = new TaskCompletionSource();
        _login.Held = held.Task;
        var calls = Enumerable.Range(0, 20).Select(_ => tokens.CallAsync(t => Task.FromResult(t == _login.Given[0] ? Refused : Taken), default)).ToList();
        held.SetResult();
        Assert.All(await Task.WhenAll(calls), back => Assert.Equal(Taken, back));
        Assert.Equal(2, _login.Asked.Count);
    }

    [Fact]
    public async Task A_login_that_is_away_or_busy_or_slow_makes_messages_wait_and_is_no_complaint()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var nowhere = $"http://{closed.LocalEndpoint}/";
        closed.Stop();
        await LaterAsync(Tokens(login: nowhere), "Connection refused");
        foreach (var status in (int[])[429, 500, 503])
        {
            _login.Status = status;
            await LaterAsync(Tokens(), $"the login answered HTTP {status}");
        }
        _login.Status = 403;
        await LaterAsync(Tokens(), "the login gave no token");
        _login.Held = new TaskCompletionSource().Task;
        await LaterAsync(Tokens(), "the login gave no token within 0 s");
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task Who_has_no_time_left_does_not_wait_for_the_login()
    {
        using var impatience = new CancellationTokenSource();
        _login.Held = new TaskCompletionSource().Task;
        var call = Tokens().CallAsync(_ => Task.FromResult(Taken), impatience.Token);
        await impatience.CancelAsync();
        Assert.Equal(TeamsReturn.NoTime, await call);
    }

    [Fact]
    public async Task An_emulator_is_called_without_a_token_and_nobody_is_asked_for_one()
    {
        var tokens = new TeamsTokens(new TeamsOptions { AllowsAnonymous = true }, _log, new Unplugged());
        Assert.Equal("", (await tokens.ForConnectorAsync(anew: true, default)).Value);
        Assert.Equal(Refused, await tokens.CallAsync(token => Task.FromResult(token.Length == 0 ? Refused : Taken), default));
    }

    [Fact]
    public async Task A_login_by_plain_http_is_not_asked_unless_that_is_allowed_by_name()
    {
        var options = new TeamsOptions { AppId = _login.App, TenantId = TokenLogin.Tenant, ClientSecret = TokenLogin.Secret, LoginBaseUrl = $"{_login.Url}" };
        var token = await new TeamsTokens(options, _log, new Unplugged()).ForConnectorAsync(anew: false, default);
        Assert.Equal((TeamsReach.NeverLeft, "login.microsoftonline.com is out of reach"), (token.Why.Reached, token.Why.Code));
    }

    private async Task LaterAsync(TeamsTokens tokens, string why)
    {
        var later = Assert.IsType<TryAgain>(await SendAsync(tokens));
        Assert.True(later.HoldsTeam);
        Assert.Contains(why, later.Why);
        Assert.Null(tokens.Complaint);
    }

    private static async Task<SendResult> SendAsync(TeamsTokens tokens) => await tokens.CallAsync(_ => Task.FromResult(Taken), default) is { Ok: false } back ? TeamsErrors.OfNew(back) : new Sent("1");

    private TeamsTokens Tokens(TeamsAppType type = TeamsAppType.SingleTenant, bool certificate = false, string secret = TokenLogin.Secret, string? login = null, HttpMessageHandler? wire = null) => new(new TeamsOptions
    {
        AppId = _login.App, TenantId = TokenLogin.Tenant, AppType = type, ClientSecret = certificate ? "" : secret, CertificatePath = certificate ? CertificatePath : "",
        LoginBaseUrl = login ?? $"{_login.Url}", AllowsHttpOnLoopback = true,
        TokenTimeout = _login.Held.IsCompleted ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(200),
    }, _log, wire ?? _login.Wire);

    /// <summary>A certificate is made, and put where the bot reads it, at the n-th minute.</summary>
    private X509Certificate2 Issue(int minute)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Write($"{certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}", minute);
        return certificate;
    }

    private void Write(string text, int minute)
    {
        File.WriteAllText(CertificatePath, text);
        File.SetLastWriteTimeUtc(CertificatePath, new DateTime(2026, 3, 2, 8, minute, 0, DateTimeKind.Utc));
    }

    private sealed class Unplugged : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{request.RequestUri!.Host} is out of reach");
    }

    private sealed class Heard : ILogger<TeamsTokens>
    {
        private readonly ConcurrentQueue<string> _all = [];

        public IReadOnlyList<string> All => [.. _all];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _all.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
