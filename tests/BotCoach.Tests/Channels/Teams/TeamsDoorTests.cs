using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using TeamsAnswer = BotCoach.Tests.Harness.FakeTeams.TeamsAnswer;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Who is let in at <c>POST /api/messages</c>, and what the others hear: through the host's own front door.</summary>
public sealed class TeamsDoorTests
{
    private const string Allowed = "aaaaaaaa-8888-7777-6666-555555555555";
    private const string Stranger = "https://smba.trafficmanager.net.evil.example/emea/";
    private const string EmulatorsIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    [Fact]
    public async Task Whoever_may_not_come_in_hears_why_and_changes_nothing_and_each_reason_is_logged_once()
    {
        var told = new Told();
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, ["--Teams:AllowedTenants", Allowed], services => services.AddSingleton<ILoggerProvider>(told));
        var ann = house.Teams.World.AddTenant("Allowed Ltd", Allowed).AddUser("Ann");
        var refusals = Refusals(house, ann).ToList();
        foreach (var (status, why, body, token) in refusals.Concat(refusals))
            Assert.Equal((status, why), Of(await house.Sender.Wire.SendAsync(body, token)));
        foreach (var (status, why) in refusals.Select(r => (r.Status, r.Why)).Distinct())
            Assert.Single(told.All, t => t == $"Refused a request to /api/messages ({status}): {why}");
        Assert.Equal((0, 0, 0), await KnownAsync(house));
        Assert.DoesNotContain(told.All, t => t.Contains("eyJ", StringComparison.Ordinal));

        await house.Sender.InstallAsync(ann);
        Assert.Equal(200, (await house.Sender.SayAsync(ann, "help")).Status);
        await house.SettleAsync();
        Assert.NotEmpty(house.Teams.Sends);
        house.Clock.Advance(TimeSpan.FromSeconds(61));
        await house.Sender.Wire.SendAsync("{}", null);
        Assert.Equal(2, told.All.Count(t => t.Contains(TeamsWords.NoToken, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_is_exchanged_while_the_host_runs_is_believed_and_the_old_one_no_more()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (maya, old) = (house.Teams.World.UserOf("Maya Chen"), house.Teams.Issuer.MintFor(house.Teams.App.AppId, house.Teams.ServiceUrl));
        house.Teams.Issuer.Rotate();
        // So soon after the last look a stranger's key is not worth another.
        Assert.Equal((401, TeamsWords.Forged), Of(await house.Sender.SayAsync(maya, "help")));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((200, ""), Of(await house.Sender.SayAsync(maya, "help")));
        Assert.Equal((401, TeamsWords.Forged), Of(await house.Sender.Wire.SendAsync(house.Sender.Last!.ToJsonString(), $"Bearer {old}")));
        house.Teams.Issuer.Rotate(endorsements: "webchat");
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((403, TeamsWords.NotEndorsed), Of(await house.Sender.SayAsync(maya, "help")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_megabyte_is_too_much_and_the_host_goes_on(bool isInPieces)
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var before = await house.StateAsync();
        using var client = new HttpClient { BaseAddress = house.Host.Url };
        using var much = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = new ByteArrayContent(new byte[1_000_000]) };
        much.Headers.TransferEncodingChunked = isInPieces;
        much.Headers.Add("Authorization", $"Bearer {house.Teams.Issuer.MintFor(house.Teams.App.AppId, house.Teams.ServiceUrl)}");
        using var answer = await client.SendAsync(much);
        Assert.Equal((413, "This is more than 768 KB: no activity is as large."), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(before, await house.StateAsync());
        Assert.Equal((200, ""), Of(await house.Sender.SayAsync(house.Teams.World.UserOf("Maya Chen"), "help")));
    }

    [Fact]
    public async Task What_is_signed_and_is_no_activity_is_a_400_that_says_so()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (before, token) = (await house.StateAsync(), Bearer(house));
        var deep = $$"""{"type":"message","channelData":{{string.Concat(Enumerable.Repeat("[", 500))}}{{string.Concat(Enumerable.Repeat("]", 500))}}}""";
        foreach (var body in (string[])["", "help", "[1]", "null", "\"message\"", "{\"type\":\"mess", "{}", "{\"type\":5}", "{\"type\":\"\"}", deep])
            Assert.Equal((400, TeamsWords.NoActivity), Of(await house.Sender.Wire.SendAsync(body, token)));
        Assert.Equal(before, await house.StateAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Half_characters_and_nulls_are_no_text_and_do_no_harm(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("help");
        foreach (var half in (string[])["\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\u0000"])
        {
            var activity = house.Sender.Activities.Message(maya.User, maya.Room, house.Teams.World.NewId(), "Qx@@Qx", null);
            activity["from"]!["name"] = "Maya @@Chen";
            Assert.Equal((200, ""), Of(await house.Sender.Wire.SendAsync(activity.ToJsonString().Replace("@@", half, StringComparison.Ordinal), Bearer(house))));
            await house.SettleAsync();
            Assert.Contains("I know no command and no deal", maya.Chat[^1].WordsFor(maya.User));
        }
    }

    [Fact]
    public async Task An_emulators_token_is_let_in_while_developing_alone()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, ["--environment", "Development"]);
        var rita = house.Tenant.AddUser("Rita");
        house.Teams.World.Install(house.Teams.World.Personal(rita));
        var body = house.Sender.Activities.Message(rita, house.Teams.World.Personal(rita), house.Teams.World.NewId(), "help", null).ToJsonString();
        Assert.Equal((401, TeamsWords.OtherAudience), Of(await house.Sender.Wire.SendAsync(body, Bearer(house, t => (t.Issuer, t.ServiceUrl, t.More["appid"]) = (EmulatorsIssuer, null, "another app")))));
        Assert.Equal((401, TeamsWords.OtherIssuer), Of(await house.Sender.Wire.SendAsync(body, Bearer(house, t => (t.Issuer, t.ServiceUrl, t.More["appid"]) = ("https://sts.windows.net/of-a-stranger/", null, t.Audience)))));
        Assert.Equal((0, 0, 0), await KnownAsync(house));
        Assert.Equal((200, ""), Of(await house.Sender.Wire.SendAsync(body, Bearer(house, t => (t.Issuer, t.ServiceUrl, t.More["appid"]) = (EmulatorsIssuer, null, t.Audience)))));
        await house.SettleAsync();
        Assert.NotEmpty(house.Teams.Sends);
    }

    [Fact]
    public async Task Without_a_token_only_this_very_machine_is_let_in_and_no_proxy_on_it()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, ["--environment", "Development", "--Teams:DangerouslyAllowAnonymous", "true"]);
        using var client = new HttpClient { BaseAddress = house.Host.Url };
        Assert.Equal((401, "Teams:DangerouslyAllowAnonymous does not answer through a proxy."), await PostAsync(client, r => r.Headers.Add("X-Forwarded-For", "203.0.113.9")));
        Assert.Equal((401, "Teams:DangerouslyAllowAnonymous does not answer through a proxy."), await PostAsync(client, r => r.Headers.Add("Via", "1.1 proxy")));
        Assert.Equal((401, "Teams:DangerouslyAllowAnonymous answers only as localhost or 127.0.0.1."), await PostAsync(client, r => r.Headers.Host = "bot.example"));
        Assert.Equal((403, TeamsWords.ForeignService), await PostAsync(client, _ => { }));
        Assert.Equal((0, 0, 0), await KnownAsync(house));
    }

    private static IEnumerable<(int Status, string Why, string Body, string? Token)> Refusals(TeamsHouse house, TeamsUser ann)
    {
        JsonObject Said(TeamsUser user) => house.Sender.Activities.Message(user, house.Teams.World.Personal(user), house.Teams.World.NewId(), "help", null);
        var (body, listed, now) = (Said(ann).ToJsonString(), house.Teams.Issuer.Key, house.Clock.Now);
        yield return (401, TeamsWords.NoToken, body, null);
        yield return (401, TeamsWords.NoToken, body, "Basic dXNlcjpwdw==");
        yield return (401, TeamsWords.NotAToken, body, "Bearer not.a.token");
        yield return (401, TeamsWords.OtherIssuer, body, Bearer(house, t => t.Issuer = "https://api.botframework.us"));
        yield return (401, TeamsWords.OtherIssuer, body, Bearer(house, t => t.Issuer = EmulatorsIssuer));
        yield return (401, TeamsWords.OtherAudience, body, Bearer(house, t => t.Audience = "another bot"));
        yield return (401, TeamsWords.Stale, body, Bearer(house, t => t.IssuedAt = now.AddMinutes(-66)));
        yield return (401, TeamsWords.Stale, body, Bearer(house, t => t.IssuedAt = now.AddMinutes(6)));
        yield return (401, TeamsWords.Forged, body, Bearer(house, t => t.Key = new SigningKey(listed.Signs.KeyId, ["msteams"])));
        yield return (401, TeamsWords.Forged, body, Bearer(house, t => t.Key = new SigningKey("of my own", ["msteams"])));
        yield return (401, TeamsWords.Forged, body, Bearer(house, t => t.Algorithm = SecurityAlgorithms.RsaSsaPssSha256));
        yield return (403, TeamsWords.OtherService, body, Bearer(house, t => t.ServiceUrl = Stranger));
        yield return (403, TeamsWords.OtherService, body, Bearer(house, t => t.ServiceUrl = null));
        yield return (403, TeamsWords.OtherService, Said(ann).With(("serviceUrl", Stranger)).ToJsonString(), Bearer(house));
        yield return (403, TeamsWords.ForeignService, Said(ann).With(("serviceUrl", Stranger)).ToJsonString(), Bearer(house, t => t.ServiceUrl = Stranger));
        yield return (403, TeamsWords.NotEndorsed, Said(ann).With(("channelId", "skype")).ToJsonString(), Bearer(house));
        yield return (403, TeamsWords.OtherTenant, Said(house.Tenant.AddUser("Otto")).ToJsonString(), Bearer(house));
    }

    private static string Bearer(TeamsHouse house, Action<Token>? adjust = null) => $"Bearer {house.Teams.Issuer.Mint(t =>
    {
        (t.Audience, t.ServiceUrl) = (house.Teams.App.AppId, house.Teams.ServiceUrl);
        adjust?.Invoke(t);
    })}";

    private static async Task<(int, string)> PostAsync(HttpClient client, Action<HttpRequestMessage> adjust)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = new StringContent($$"""{"type":"message","serviceUrl":"{{Stranger}}"}""") };
        adjust(request);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static (int, string) Of(TeamsAnswer answer) => (answer.Status, answer.Body);

    private static async Task<(int Companies, int Installations, int Notes)> KnownAsync(TeamsHouse house)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        return ((await db.WorkspacesAsync(default)).Count, await db.Installations.CountAsync(), await db.ChannelNotes.CountAsync());
    }
}
