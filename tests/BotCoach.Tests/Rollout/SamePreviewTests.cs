using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotCoach.Tests.Rollout;

/// <summary>
/// A preview reads only what is judged, some deals at a time and on several connections, and keeps of each brief only what comes first: it says what whole deals
/// say, gone through by the gate's own words and one brief after the other.
/// </summary>
public sealed class SamePreviewTests(ITestOutputHelper output)
{
    private const int Deals = 70;
    private static readonly string[] Zones = ["Etc/UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_of_any_deals_is_what_they_say_one_by_one(Db kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await CoachHost.StartAsync(kind);
        var owners = new List<Driver>();
        foreach (var name in (string[])["Rita", "Tom", "Uma", "Zoe"]) owners.Add(await host.RepAsync(name, zone: Zones[random.Next(Zones.Length)]));
        for (var i = 0; i < Deals; i++) await RandomPipeline.AddAsync(host, random, owners);
        await host.RunDueAsync();
        await host.JumpAsync(TimeSpan.FromHours(random.Next(1, 80)));
        await RandomPipeline.ShowSomeAsync(host, random);
        await RandomPipeline.RaiseAsync(host, random, Zones);
        await MixAsync(host, random, owners);
        var process = await DraftAsync(host);
        await IsSameAsync(host, process, random, output);
        // few that are open among many that are not are read by name
        await host.DoAsync(async s => await s.GetRequiredService<BotCoachDb>().Deals.Where(d => d.Amount > 30_000 || d.CloseSlips > 0 || d.HeardAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DealStatus.Lost)));
        await IsSameAsync(host, process, random, output);
    }

    /// <summary>Worth this and that, some handed over, some nudges held out by lot.</summary>
    private static Task MixAsync(CoachHost host, Random random, List<Driver> owners) => host.DoAsync(async s =>
    {
        var db = s.GetRequiredService<BotCoachDb>();
        foreach (var id in await db.Deals.Select(d => d.Id).ToListAsync())
        {
            decimal? amount = random.Next(5) == 0 ? null : random.Next(1, 60) * 1_000;
            var owner = owners[random.Next(owners.Count)].PersonId;
            await db.Deals.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Amount, amount));
            if (random.Next(6) == 0) await db.Deals.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.OwnerId, owner));
        }
        db.RuleTerms.Add(new RuleTerms { WorkspaceId = host.WorkspaceId, HoldOutPercent = random.Next(2) * 30 });
    });

    private static Task IsSameAsync(CoachHost host, Guid process, Random random, ITestOutputHelper output) => host.DoAsync(async s =>
    {
        var (now, draft, preview) = (host.Clock.Now, (await s.GetRequiredService<Drafts>().FindAsync(process))!, s.GetRequiredService<Preview>());
        var owners = await s.GetRequiredService<BotCoachDb>().Deals.Where(d => d.Status == DealStatus.Open && d.ProcessId == process).Select(d => d.OwnerId).Distinct().ToArrayAsync();
        foreach (var atOnce in (int[])[preview.DealsAtOnce, 1 + random.Next(8)])
        {
            (preview.DealsAtOnce, preview.DealsOfOneUnit) = (atOnce, atOnce * 2);
            var said = await preview.OfAsync(draft, now);
            var desks = await s.GetRequiredService<DeskReader>().DesksAsync(owners, now);
            var (then, struck) = (desks.Select(d => Then(d, draft)).ToList(), desks.SelectMany(d => d.Deals).Select(d => Struck(d, draft, now)).Where(m => m.Missing.Count > 0).ToDictionary(m => m.Deal, m => m.Missing));
            Assert.Equal(desks.Sum(d => d.Deals.Count(o => o.Deal.ProcessId == process)), said.Deals);
            Assert.Equal(struck.Keys.Order(), said.Struck.Select(m => m.DealId).Order());
            foreach (var hit in said.Struck) Assert.Equal(struck[hit.DealId], hit.NewlyMissing);
            foreach (var desk in then) Assert.Equal((desk.Person.PersonId, Week(desk, now)), (desk.Person.PersonId, said.Owners[desk.Person.PersonId]));
            Assert.Equal(owners.Length, said.Owners.Count);
            output.WriteLine($"{said.Deals} deals, {said.Struck.Count} struck, {said.Owners.Values.Sum(o => o.Nudges)} nudges, {atOnce} at once");
        }
    });

    private static OpenDeal Then(OpenDeal deal, ProcessVersion draft) =>
        deal.Deal.ProcessId == draft.ProcessId ? deal with { File = ImpactRules.In(deal.File, draft, StageBookJson.Read(draft.Document)) } : deal;

    private static DeskAhead Then(DeskAhead desk, ProcessVersion draft) => desk with { Deals = [.. desk.Deals.Select(d => Then(d, draft))] };

    private static (Guid Deal, List<AskedAnew> Missing) Struck(OpenDeal deal, ProcessVersion draft, DateTimeOffset now)
    {
        var known = Missing(deal.File, now).Select(m => m.Id).ToHashSet();
        return (deal.Deal.Id, [.. Missing(Then(deal, draft).File, now).Where(m => !known.Contains(m.Id))]);
    }

    private static IEnumerable<AskedAnew> Missing(DealFile file, DateTimeOffset now) =>
        StageGate.NextOf(file) is { } next ? StageGate.Ask(file, next, file.Today(now), now).Missing.Select(m => new AskedAnew(m.Id, m.Text)) : [];

    /// <summary>One brief after the other: what is shown is noted on the nudges, and the rules look again.</summary>
    private static BriefsAhead Week(DeskAhead desk, DateTimeOffset now)
    {
        var (person, looks) = (desk.Person, desk.Deals.Select(d => new LookAhead(d, [.. desk.Known[d.Deal.Id]])).ToList());
        foreach (var look in looks) look.At(now, person.HoldOutPercent);
        var amounts = desk.Deals.Where(d => NudgeRules.SpeakOf(d.Deal)).ToDictionary(d => d.Deal.Id, d => d.Deal.Amount);
        var (last, briefs, items, nudges) = (person.LastShown, 0, 0, 0);
        for (var start = person.FirstBrief > now ? person.FirstBrief : now; start <= now + Preview.Ahead; start = person.Calendar.NextStart(start))
        {
            if (person.Calendar.ShiftDay(start) is null) continue;
            foreach (var look in looks) if (look.Next <= start) look.At(start, person.HoldOutPercent);
            var open = looks.SelectMany(l => l.Nudges).Where(n => n.IsOpen && person.IsTheirs(n)).ToList();
            var choice = Brief.Choose(open, amounts, Brief.Room(last, open, start), start);
            if (choice.Items.Count == 0) continue;
            (briefs, items) = (briefs + 1, items + choice.Items.Count);
            foreach (var (nudge, how) in choice.Items.SelectMany(i => i.Also.Select(n => (n, NudgeEnd.Merged)).Prepend((i.Lead, NudgeEnd.Delivered))))
            {
                if (nudge.FirstShownAt is null) nudges++;
                nudge.Show(how, start);
            }
            last = [[.. choice.Items.Select(i => i.Lead.Id)], .. last.Take(1)];
        }
        return new BriefsAhead(briefs, items, nudges);
    }

    /// <summary>It asks for more, by a field, a criterion and a shorter clock, and takes a stage away.</summary>
    private static async Task<Guid> DraftAsync(CoachHost host)
    {
        var process = await host.ReadAsync(db => db.Deals.Select(d => d.ProcessId).FirstAsync());
        await host.DoAsync(async s =>
        {
            var drafts = s.GetRequiredService<Drafts>();
            var draft = await drafts.OpenAsync(process, Guid.Empty, host.Clock.Now);
            var book = ReleaseTests.Without(drafts.Read(draft), "business-case");
            var asked = new Criterion { Id = "asked-anew", Text = "The board knows of it.", Accepts = [new Evidence(EvidenceKind.Note), new Evidence(EvidenceKind.Rule, "amount > 20000")], Source = "ours" };
            book = book with
            {
                Stages = [.. book.Stages.Select((st, i) => st with
                {
                    Fields = i % 3 == 0 ? [.. st.Fields, new RequiredField("legal", "present", "ours")] : st.Fields, Exit = i % 3 == 1 ? [.. st.Exit, asked with { Id = $"asked-anew-{i}" }] : st.Exit,
                    Guideline = st.Guideline with { Days = Math.Max(1, st.Guideline.Days / 2) },
                })],
            };
            drafts.Save(draft, book, Guid.Empty, host.Clock.Now);
        });
        return process;
    }
}
