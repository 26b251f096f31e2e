using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Whose tokens are let in, and what the others hear.</summary>
public sealed class TeamsPassTests : IAsyncLifetime, IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly HttpClient _http = new();
    private TokenIssuer _issuer = null!;
    private TeamsPasses _passes = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync(_clock);
        _passes = Passes(new TeamsOptions { AppId = TokenIssuer.App, OpenIdMetadata = _issuer.Metadata, AllowsHttpOnLoopback = true });
    }

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSha384)]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    public async Task What_the_Bot_Framework_signed_for_this_bot_is_let_in_with_what_it_came_with(string algorithm)
    {
        var (pass, why) = await CheckAsync(_issuer.Mint(t => t.Algorithm = algorithm));
        Assert.Null(why);
        Assert.Null(pass!.Refusal(TokenIssuer.Service, "msteams"));
        Assert.Null(pass.Refusal(TokenIssuer.Service.ToUpperInvariant(), "msteams"));
        Assert.Equal((403, TeamsWords.OtherService), pass.Refusal("https://smba.trafficmanager.net.evil.example/", "msteams"));
        Assert.Equal((403, TeamsWords.OtherService), pass.Refusal(null, "msteams"));
        Assert.Equal((403, TeamsWords.NotEndorsed), pass.Refusal(TokenIssuer.Service, "skype"));
    }

    [Fact]
    public async Task A_token_that_names_no_service_is_good_for_none()
    {
        var (pass, _) = await CheckAsync(_issuer.Mint(t => t.ServiceUrl = null));
        Assert.Equal((403, TeamsWords.OtherService), pass!.Refusal(TokenIssuer.Service, "msteams"));
    }

    [Theory]
    [InlineData(null, TeamsWords.NoToken)]
    [InlineData("", TeamsWords.NoToken)]
    [InlineData("Basic dXNlcjpwdw==", TeamsWords.NoToken)]
    [InlineData("Bearer ", TeamsWords.NotAToken)]
    [InlineData("Bearer not.a.token", TeamsWords.NotAToken)]
    [InlineData("Bearer höflich.gefragt.bitte", TeamsWords.NotAToken)]
    public async Task Without_a_token_nobody_is_let_in(string? authorization, string why) =>
        Assert.Equal((null, why), await _passes.CheckAsync(authorization, default));

    [Fact]
    public async Task Nobody_else_is_let_in()
    {
        Assert.Equal(TeamsWords.OtherAudience, (await CheckAsync(_issuer.Mint(t => t.Audience = "another bot"))).Why);
        Assert.Equal(TeamsWords.OtherIssuer, (await CheckAsync(_issuer.Mint(t => t.Issuer = "https://api.botframework.us"))).Why);
        Assert.Equal(TeamsWords.OtherIssuer, (await CheckAsync(_issuer.Mint(t => t.Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"))).Why);
        // Signed by a key of one's own, under the name of one that is listed, or under none.
        var listed = _issuer.Key;
        Assert.Equal(TeamsWords.Forged, (await CheckAsync(_issuer.Mint(t => t.Key = new SigningKey(listed.Signs.KeyId, ["msteams"])))).Why);
        Assert.Equal(TeamsWords.Forged, (await CheckAsync(_issuer.Mint(t => t.Key = new SigningKey("mine", ["msteams"])))).Why);
        var parts = _issuer.Mint().Split('.');
        Assert.Equal(TeamsWords.Forged, (await CheckAsync($"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{parts[1]}.")).Why);
        Assert.Equal(TeamsWords.Forged, (await CheckAsync($"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("emea", "amer"))}.{parts[2]}")).Why);
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-299, true)]
    [InlineData(3600 + 299, true)]
    [InlineData(3600 + 301, false)]
    public async Task A_token_holds_for_its_time_and_five_minutes_around_it(int seconds, bool holds)
    {
        var token = _issuer.Mint();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(holds ? null : TeamsWords.Stale, (await CheckAsync(token)).Why);
    }

    [Fact]
    public async Task A_key_that_comes_in_while_we_run_is_read_once_and_the_old_one_is_believed_no_more()
    {
        var old = _issuer.Mint();
        Assert.Null((await CheckAsync(old)).Why);
        _issuer.Rotate();
        var fresh = _issuer.Mint();
        // So soon after the last look a stranger's key is not worth another.
        Assert.Equal((TeamsWords.Forged, 1), ((await CheckAsync(fresh)).Why, _issuer.Looks));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((null, 2), ((await CheckAsync(fresh)).Why, _issuer.Looks));
        Assert.Equal(TeamsWords.Forged, (await CheckAsync(old)).Why);
    }

    [Fact]
    public async Task A_key_that_endorses_another_channel_does_not_speak_for_Teams()
    {
        _issuer.Rotate(endorsements: "webchat");
        var (pass, _) = await CheckAsync(_issuer.Mint());
        Assert.Equal((403, TeamsWords.NotEndorsed), pass!.Refusal(TokenIssuer.Service, "msteams"));
    }

    [Fact]
    public async Task A_token_that_was_checked_is_remembered_until_it_runs_out()
    {
        var token = _issuer.Mint();
        for (var i = 0; i < 3; i++) Assert.Null((await CheckAsync(token)).Why);
        Assert.Equal((3, 2), _passes.Counts);
        // Beyond its own end it is looked at again, and holds for the five minutes that clocks may differ by.
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null((await CheckAsync(token)).Why);
        Assert.Equal((4, 2), _passes.Counts);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TeamsWords.Stale, (await CheckAsync(token)).Why);
    }

    [Fact]
    public async Task Keys_that_cannot_be_read_let_nobody_in_and_those_that_were_read_stay()
    {
        _issuer.IsAway = true;
        var token = _issuer.Mint();
        Assert.Equal(TeamsWords.Forged, (await CheckAsync(token)).Why);
        _issuer.IsAway = false;
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await CheckAsync(token)).Why);
        _issuer.IsAway = true;
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Null((await CheckAsync(_issuer.Mint())).Why);
    }

    [Fact]
    public async Task Keys_are_not_read_by_plain_http_unless_that_is_allowed_by_name()
    {
        _passes = Passes(new TeamsOptions { AppId = TokenIssuer.App, OpenIdMetadata = _issuer.Metadata });
        Assert.Equal((TeamsWords.Forged, 0), ((await CheckAsync(_issuer.Mint())).Why, _issuer.Looks));
    }

    private ValueTask<(TeamsPass? Pass, string? Why)> CheckAsync(string token) => _passes.CheckAsync($"Bearer {token}", default);

    private TeamsPasses Passes(TeamsOptions options) => new(options, new TeamsKeys(_http, options.OpenIdMetadata, options, _clock, NullLogger.Instance), null, _clock);
}
