using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>The digest on the command line: of now and of a day that is over, and one sentence for who is not there.</summary>
public sealed class DigestCommandTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_that_is_over_is_told_as_it_was_against_seven_days_before(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona Reyes");
        var rita = await host.RepAsync("Rita", mona);
        var (acme, borealis) = (await host.DealAsync(rita, "Acme"), await host.DealAsync(rita, "Borealis", d => d.Amount = 90_000));
        host.Clock.JumpTo(At("2026-03-12T10:00:00Z"));
        await host.ChangeAsync(acme, d => d.CloseOn = d.CloseOn!.Value.PlusDays(30));
        await host.ChangeAsync(acme, d => d.StageId = host.StageAfter(d.StageId, 1), DealEventKind.Advanced);
        await host.ChangeAsync(borealis, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "No budget this year", host.Clock.Now), DealEventKind.Lost);
        await host.DealAsync(rita, "Cobalt");
        host.Clock.JumpTo(At("2026-03-19T10:00:00Z"));
        await host.ChangeAsync(acme, d => (d.Amount, d.StageId) = (50_000, host.StageAfter(d.StageId, -1)), DealEventKind.MovedBack);

        var said = await JsonAsync(host, "--manager", "mona", "--as-of", "2026-03-13", "--json");
        Assert.Equal(("Mona Reyes", "2026-03-13", "2026-03-07", "rebuilt", false), (Text(said, "manager"), Text(said, "as_of"), Text(said, "since"), Text(said, "base"), said.GetProperty("nothing_changed").GetBoolean()));
        Assert.Equal(["Acme"], Accounts(said, "moved_forward"));
        Assert.Equal(["Borealis"], Accounts(said, "lost"));
        Assert.Equal(["Cobalt"], Accounts(said, "new"));
        Assert.Equal(["Acme"], Accounts(said, "slipped"));
        Assert.Equal((2, 20_000m), (said.GetProperty("numbers").GetProperty("open").GetInt32(), said.GetProperty("numbers").GetProperty("pipeline")[0].GetProperty("sum").GetDecimal()));
        Assert.Equal((2, 100_000m), (said.GetProperty("numbers_before").GetProperty("open").GetInt32(), said.GetProperty("numbers_before").GetProperty("pipeline")[0].GetProperty("sum").GetDecimal()));
        Assert.Equal("largest_change", said.GetProperty("talk")[0].GetProperty("why").GetString());

        var now = await JsonAsync(host, "--manager", "Mona Reyes", "--json");
        Assert.Equal(["Acme"], Accounts(now, "moved_back"));
        Assert.Empty(Accounts(now, "lost"));
        Assert.True((await JsonAsync(host, "--manager", "mona", "--as-of", "2026-03-11", "--json")).GetProperty("nothing_changed").GetBoolean());
        Assert.Equal(0, (await JsonAsync(host, "--manager", "mona", "--as-of", "2026-02-11", "--json")).GetProperty("numbers").GetProperty("open").GetInt32());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_went_to_another_team_and_what_was_promised_is_told_as_of_the_day(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona Reyes");
        var (rita, otto) = (await host.RepAsync("Rita", mona), await host.RepAsync("Otto"));
        var acme = await host.DealAsync(rita, "Acme");
        var borealis = await host.DealAsync(rita, "Borealis");
        host.Clock.JumpTo(At("2026-03-10T10:00:00Z"));
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            await s.GetRequiredService<Commitments>().MakeAsync(await db.Deals.SingleAsync(d => d.Id == borealis), await db.People.SingleAsync(p => p.Id == rita.PersonId), "Send the pricing", new LocalDate(2026, 3, 11), mona.PersonId, null, host.Clock.Now);
        });
        host.Clock.JumpTo(At("2026-03-12T10:00:00Z"));
        await host.ChangeAsync(acme, d => d.OwnerId = otto.PersonId, DealEventKind.HandedOver);
        host.Clock.JumpTo(At("2026-03-25T10:00:00Z"));

        var then = await JsonAsync(host, "--manager", "mona", "--as-of", "2026-03-13", "--json");
        Assert.Equal(["Acme"], Accounts(then, "handed_out"));
        Assert.Equal(("Otto", 1), (Text(then.GetProperty("handed_out")[0], "to"), then.GetProperty("numbers").GetProperty("open").GetInt32()));
        Assert.Equal(("Send the pricing", "missed"), (Text(then.GetProperty("promises")[0], "words"), Text(then.GetProperty("promises")[0], "state")));
        var before = await JsonAsync(host, "--manager", "mona", "--as-of", "2026-03-10", "--json");
        Assert.Equal((2, 0, "due"), (before.GetProperty("numbers").GetProperty("open").GetInt32(), before.GetProperty("handed_out").GetArrayLength(), Text(before.GetProperty("promises")[0], "state")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_one_was_sent_it_is_held_against_that(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona");
        var rita = await host.RepAsync("Rita", mona);
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-10T12:00:00Z"));
        await host.DealAsync(rita, "Borealis");
        var said = await JsonAsync(host, "--manager", "Mona", "--json");
        Assert.Equal(("sent", "2026-03-09"), (Text(said, "base"), Text(said, "since")));
        Assert.Equal(["Borealis"], Accounts(said, "new"));
        var words = (await RunAsync(host, "--manager", "Mona")).Said;
        Assert.Contains("since 2026-03-09 (the last digest)", words);
        Assert.Contains("Weighted forecast:", words);
    }

    [Fact]
    public async Task Who_is_not_there_or_could_be_two_is_said_in_one_sentence()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        Assert.Equal((2, "Nobody here leads anybody yet: an import or an admin says who leads whom."), Refused(await RunAsync(host, "--manager", "Mona")));
        await host.RepAsync("Rita", await host.ManagerAsync("Mona Reyes"));
        await host.RepAsync("Rolf", await host.ManagerAsync("Mona Weber"));
        Assert.Equal((2, "Several managers are called “mona”: Mona Reyes and Mona Weber. Say the whole name, or the e-mail address."), Refused(await RunAsync(host, "--manager", "mona")));
        Assert.Equal((2, "No manager is called “Rita”. There are Mona Reyes and Mona Weber."), Refused(await RunAsync(host, "--manager", "Rita")));
        Assert.Equal("digest needs --manager and a name; see digest --help.", DigestOptions.Of([]).Wrong);
        Assert.Equal("--as-of needs a day written as 2026-12-03, not 'soon'; see digest --help.", DigestOptions.Of(["--as-of=soon"]).Wrong);
        Assert.Equal("--manager needs a name; see digest --help.", DigestOptions.Of(["--manager"]).Wrong);
    }

    [MavenTheory, OnSqlite]
    public async Task On_real_deals_what_a_week_won_and_lost_is_what_the_lines_of_the_files_say(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync([.. Directory.GetFiles(MavenTheoryAttribute.Folder!, "*.csv").Order().Select(ImportSource.OfPath)]);
        var said = await JsonAsync(host, "--manager", "Dustin Brinkmann", "--as-of", "2017-06-30", "--json");
        var lines = File.ReadLines(Path.Combine(MavenTheoryAttribute.Folder!, "sales_pipeline.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var agents = File.ReadLines(Path.Combine(MavenTheoryAttribute.Folder!, "sales_teams.csv")).Select(l => l.Split(',')).Where(l => l[1] == "Dustin Brinkmann").Select(l => l[0]).ToHashSet();
        int Count(string stage) => lines.Count(l => agents.Contains(l[1]) && l[4] == stage && string.CompareOrdinal(l[6], "2017-06-24") >= 0 && string.CompareOrdinal(l[6], "2017-06-30") <= 0);
        Assert.Equal((Count("Won"), Count("Lost")), (said.GetProperty("won").GetArrayLength(), said.GetProperty("lost").GetArrayLength()));
        Assert.True(Count("Won") > 5);
    }

    private static IEnumerable<string> Accounts(JsonElement said, string list) => said.GetProperty(list).EnumerateArray().Select(l => l.GetProperty("deal").GetProperty("account").GetString()!).Order(StringComparer.Ordinal);

    private static string? Text(JsonElement said, string name) => said.GetProperty(name).GetString();

    private static (int, string) Refused((int Code, string Said, string Wrong) ran) => (ran.Code, ran.Wrong.Trim());

    private static async Task<JsonElement> JsonAsync(CoachHost host, params string[] words)
    {
        var ran = await RunAsync(host, words);
        Assert.True(ran.Code == 0, ran.Wrong);
        return JsonDocument.Parse(ran.Said).RootElement;
    }

    private static async Task<(int Code, string Said, string Wrong)> RunAsync(CoachHost host, params string[] words)
    {
        var (said, wrong) = (new StringWriter(), new StringWriter());
        var code = await DigestCommand.RunAsync(host.App.Services, DigestOptions.Of(words).Options!, said, wrong, default);
        return (code, said.ToString(), wrong.ToString());
    }
}
