using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>A rule must earn its place: what people make of it, by stage; what they mute; and what nobody is shown by lot.</summary>
public sealed class RuleRecordTests
{
    private const string NoNextStepRule = "no-next-step";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rule_that_ten_answers_call_useless_leaves_the_briefs_of_that_stage_and_the_admin_is_told(Db kind)
    {
        var (host, rita, ada) = await CompanyAsync(kind);
        await using var _ = host;
        await AnswerAsync(host, rita, useless: 10);
        ada.Sees("No next step");
        ada.Sees("0 of 10 answers called it useful");
        ada.CanPress("Bring it back");
        await host.StuckAsync(rita, "Later");
        await host.JumpToAsync(host.Clock.Now.AddDays(3));
        Assert.DoesNotContain(rita.Briefs()[^1].Words, "Later", StringComparison.Ordinal);
        Assert.Null((await LastAsync(host)).FirstShownAt);
    }

    [Fact]
    public async Task Nine_useless_answers_are_not_enough_and_what_events_overtook_is_no_answer()
    {
        var (host, rita, ada) = await CompanyAsync(Db.Sqlite);
        await using var _ = host;
        await AnswerAsync(host, rita, useless: 9);
        var deal = await host.StuckAsync(rita, "Overtaken");
        await host.JumpToAsync(host.Clock.Now.AddDays(1));
        await host.ChangeAsync(deal, d => (d.NextStep, d.NextStepOn) = ("Call", host.Today().PlusDays(9)));
        await host.RunDueAsync();
        var nudge = await LastAsync(host);
        Assert.Equal(NudgeVerdict.Overtaken, nudge.Verdict);
        Assert.Equal((0, 9, null), await RecordAsync(host));
        Assert.Empty(ada.Chat);
    }

    [Fact]
    public async Task Doing_it_counts_for_the_rule_by_a_tap_or_by_any_other_way()
    {
        var (host, rita, _) = await CompanyAsync(Db.Sqlite);
        await using var __ = host;
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        await rita.PressesAsync(rita.LastMessage!.Labels.First());
        await rita.PressesAsync("Tomorrow");
        await host.RunDueAsync();
        Assert.Equal((1, 0, null), await RecordAsync(host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_brings_a_rule_back_and_it_is_counted_anew(Db kind)
    {
        var (host, rita, ada) = await CompanyAsync(kind);
        await using var _ = host;
        await AnswerAsync(host, rita, useless: 10);
        await ada.PressesAsync("Bring it back");
        ada.Sees("is back in the briefs");
        Assert.Equal((0, 0, null), await RecordAsync(host));
        var told = await host.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.What.StartsWith("rules: ")));
        Assert.Equal((ada.PersonId, $"rules: {NoNextStepRule} brought back, in {(await host.ReadAsync(db => db.RuleRecords.SingleAsync())).StageId}"), (told.PersonId!.Value, told.What));
        await host.StuckAsync(rita, "Later");
        await host.JumpToAsync(host.Clock.Now.AddDays(3));
        Assert.Contains("Later", rita.Briefs()[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_admin_brings_a_rule_back_or_sets_the_terms()
    {
        var (host, rita, ada) = await CompanyAsync(Db.Sqlite);
        await using var _ = host;
        await AnswerAsync(host, rita, useless: 10);
        await ada.TypesAsync("rules");
        var theirs = ada.LastMessage!;
        await rita.PressesAsync(theirs, theirs.Message.AllButtons.First(b => b.Label == "Bring it back"));
        rita.Sees("Only an admin");
        await rita.PressesAsync(theirs, theirs.Message.AllButtons.First(b => b.Label == "Change the terms"));
        rita.Sees("Only an admin");
        Assert.NotNull((await RecordAsync(host)).DemotedAt);
    }

    [Fact]
    public async Task A_lower_bar_keeps_what_a_higher_one_takes_away()
    {
        var (host, rita, ada) = await CompanyAsync(Db.Sqlite);
        await using var _ = host;
        await ada.TypesAsync("rules");
        await ada.PressesAsync("Change the terms");
        await ada.FillsAsync(("target", "20"), ("hold-out", "0"));
        await AnswerAsync(host, rita, useless: 10);
        Assert.Equal((0, 10, null), await RecordAsync(host));
        await ada.TypesAsync("rules");
        await ada.PressesAsync("Change the terms");
        await ada.FillsAsync(("target", "60"), ("hold-out", "0"));
        Assert.NotNull((await RecordAsync(host)).DemotedAt);
        Assert.Equal(["rules: 60 → 20 % useful asked for, 0 → 0 % held out", "rules: 20 → 60 % useful asked for, 0 → 0 % held out"],
            await host.ReadAsync(db => db.AuditEntries.Where(a => a.PersonId == ada.PersonId && a.What.StartsWith("rules: ")).OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.What).ToListAsync()));
    }

    [Theory]
    [InlineData("9", "0", "from 10 to 95")]
    [InlineData("sixty", "0", "from 10 to 95")]
    [InlineData("60", "51", "from 0 to 50")]
    public async Task Terms_that_cannot_be_are_refused_at_their_field(string target, string holdOut, string sentence)
    {
        var (host, _, ada) = await CompanyAsync(Db.Sqlite);
        await using var __ = host;
        await ada.TypesAsync("rules");
        await ada.PressesAsync("Change the terms");
        await ada.FillsAsync(("target", target), ("hold-out", holdOut));
        ada.Sees(sentence);
        Assert.Null(await host.ReadAsync(db => db.RuleTerms.FirstOrDefaultAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_person_mutes_a_kind_and_hears_it_again(Db kind)
    {
        var (host, rita, _) = await CompanyAsync(kind);
        await using var __ = host;
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        await rita.PressesAsync("Not useful");
        await rita.PressesAsync("Never this kind");
        await host.StuckAsync(rita, "Later");
        await host.JumpToAsync(Pipeline.Monday.AddDays(1));
        Assert.DoesNotContain(rita.Briefs().Skip(1), b => b.Words.Contains("No next step with Later"));
        await rita.TypesAsync("rules");
        rita.Sees("No next step: muted");
        await rita.PressesAsync("Hear it again");
        rita.Sees("You hear every kind of nudge");
        await host.JumpToAsync(Pipeline.Monday.AddDays(2));
        Assert.Contains("Later", rita.Briefs()[^1].Words, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_held_out_is_shown_to_nobody_and_the_report_says_what_being_told_changes(Db kind)
    {
        var (host, rita, ada) = await CompanyAsync(kind);
        await using var _ = host;
        await ada.TypesAsync("rules");
        await ada.PressesAsync("Change the terms");
        await ada.FillsAsync(("target", "60"), ("hold-out", "50"));
        for (var n = 0; n < 12; n++) await host.StuckAsync(rita, $"Deal {n}");
        await host.JumpToAsync(Pipeline.Monday);
        var nudges = await host.NudgesAsync();
        var held = nudges.Where(n => n.End == NudgeEnd.HeldOut).ToList();
        Assert.InRange(held.Count, 1, 11);
        Assert.All(held, n => Assert.Null(n.FirstShownAt));
        for (var day = 1; day < 15; day++) await host.JumpToAsync(Pipeline.Monday.AddDays(day));
        Assert.All((await host.NudgesAsync()).Where(n => n.End == NudgeEnd.HeldOut), n => Assert.Null(n.FirstShownAt));
        await ada.TypesAsync("rules");
        ada.Sees($"cleared within 7 days 0 of {12 - held.Count} when told, 0 of {held.Count} when not");
        Assert.DoesNotContain("Rita", ada.LastMessage!.Words, StringComparison.Ordinal);
    }

    private static async Task<(CoachHost Host, Driver Rita, Driver Ada)> CompanyAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        return (host, await host.RepAsync("Rita"), ada);
    }

    /// <summary>One deal a day, whose nudge is called useless.</summary>
    private static async Task AnswerAsync(CoachHost host, Driver rita, int useless)
    {
        for (var n = 0; n < useless; n++)
        {
            await host.StuckAsync(rita, $"Deal {n}");
            await host.JumpToAsync(n == 0 ? Pipeline.Monday : host.Clock.Now.AddDays(1));
            while (rita.Briefs() is [] || !rita.Briefs()[^1].Labels.Contains("Not useful")) await host.JumpToAsync(host.Clock.Now.AddDays(1));
            await rita.PressesAsync(rita.Briefs()[^1], rita.Briefs()[^1].Message.AllButtons.First(b => b.Label == "Not useful"));
            await rita.PressesAsync("Not worth it");
        }
        await host.RunDueAsync();
    }

    private static Task<Nudge> LastAsync(CoachHost host) => host.ReadAsync(db => db.Nudges.Where(n => n.Rule == "no-next-step").OrderByDescending(n => n.Id).FirstAsync());

    private static async Task<(int Useful, int NotUseful, DateTimeOffset? DemotedAt)> RecordAsync(CoachHost host)
    {
        var record = await host.ReadAsync(db => db.RuleRecords.SingleAsync());
        return (record.Useful, record.NotUseful, record.DemotedAt);
    }
}
