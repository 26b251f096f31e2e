using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>What buyers object to, over many calls: each number leads to its words, and to those alone.</summary>
public sealed class ObjectionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_accepted_objection_is_counted_and_leads_to_its_words(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.TypesAsync("objections");
        of.Rita.Sees("No objection of a call has been accepted");
        of.ReadsOn();
        await of.Rita.PressesAsync($"Accept all {(await of.LinesAsync()).Count}");
        await of.House.Mona.TypesAsync("objections");
        of.House.Mona.Sees("Price: 1 time on 1 deal");
        await of.House.Mona.PressesAsync("Quotes", inRow: "Price");
        of.House.Mona.Sees("My concern is the price");
        of.House.Mona.Sees("Dana Reyes, Acme, Discovery, today");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_number_of_every_card_leads_to_as_many_quotes(Db kind)
    {
        await using var of = await TellingAsync(kind);
        var (pressed, waiting, quoted) = (new HashSet<string>(), new Queue<Button>(), 0);
        await of.House.Ada.TypesAsync("objections");
        waiting.Enqueue(new Button("", "objection.by", "kind"));
        while (waiting.TryDequeue(out var way))
        {
            if (!pressed.Add(way.Value) || way.Value.Count(c => c == '=') > 2) continue;
            await of.House.Ada.PressesAsync(of.House.Ada.Chat.First(m => m.Words.Contains("What buyers object to", StringComparison.Ordinal)), way);
            var card = of.House.Ada.Chat.First(m => m.Words.Contains("What buyers object to", StringComparison.Ordinal));
            foreach (var button in card.Message.AllButtons.Where(b => b.Action == "objection.by")) waiting.Enqueue(button);
            foreach (var row in card.Message.Blocks.OfType<Rows>().SelectMany(r => r.Items))
            {
                var times = int.Parse(row.Text.Words[(row.Text.Words.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
                await of.House.Ada.PressesAsync(card, Assert.Single(row.Buttons, b => b.Label == "Quotes"));
                Assert.Equal(times, of.House.Ada.LastMessage!.Message.Blocks.OfType<Quote>().Count());
                quoted++;
            }
        }
        Assert.True(quoted > 40, $"only {quoted} numbers were looked at");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task They_are_counted_by_stage_segment_outcome_and_quarter(Db kind)
    {
        await using var of = await TellingAsync(kind);
        await of.House.Ada.TypesAsync("objections");
        of.House.Ada.Sees("All together: 7 times on 5 deals");
        of.House.Ada.Sees("Price: 4 times on 4 deals");
        await of.House.Ada.PressesAsync("By stage");
        of.House.Ada.Sees("Discovery: 5 times on 4 deals");
        of.House.Ada.Sees("Stage not known: 1 time on 1 deal");
        await of.House.Ada.PressesAsync("By segment");
        of.House.Ada.Sees("Mid; market=1: 2 times on 1 deal");
        of.House.Ada.Sees("No segment: 5 times on 4 deals");
        await of.House.Ada.PressesAsync("By outcome");
        foreach (var said in (string[])["Open: 3 times on 2 deals", "Won: 1 time on 1 deal", "Lost: 2 times on 1 deal", "Not a fit: 1 time on 1 deal"]) of.House.Ada.Sees(said);
        await of.House.Ada.PressesAsync("Kinds", inRow: "Lost");
        of.House.Ada.Sees("What buyers object to: Lost");
        of.House.Ada.Sees("Timing: 1 time on 1 deal");
        await of.House.Ada.PressesAsync("Quotes", inRow: "Timing");
        of.House.Ada.Sees("Timing of Reporting");
        of.House.Ada.DoesNotSee("Price of");
        await of.House.Ada.PressesAsync("All objections");
        await of.House.Ada.PressesAsync("By quarter");
        of.House.Ada.Sees("2026 Q1: 5 times on 4 deals");
        of.House.Ada.Sees("2025 Q4: 2 times on 1 deal");
        of.House.Ada.Sees("How often: 2025 Q4 2, 2026 Q1 5");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_sees_their_own_a_manager_the_teams_and_an_admin_all(Db kind)
    {
        await using var of = await TellingAsync(kind);
        await of.House.Otto.TypesAsync("objections");
        of.House.Otto.Sees("All together: 1 time on 1 deal");
        await of.Rita.TypesAsync("objections");
        of.Rita.Sees("All together: 6 times on 4 deals");
        await of.House.Mona.TypesAsync("objections");
        of.House.Mona.Sees("All together: 6 times on 4 deals");
        await of.House.Ada.TypesAsync("objections");
        of.House.Ada.Sees("All together: 7 times on 5 deals");
        // what the admin's button carries is authorised again
        var card = of.House.Ada.LastMessage!;
        await of.House.Otto.PressesAsync(card, card.Message.AllButtons.First(b => b.Action == "objection.quotes"));
        of.House.Otto.Sees("Price of Elsewhere");
        of.House.Otto.DoesNotSee("Price of Onboarding");
    }

    [Theory, OnSqlite]
    public async Task A_button_of_an_older_card_leads_to_the_quotes_of_its_kind(Db kind)
    {
        await using var of = await TellingAsync(kind);
        await of.House.Ada.TypesAsync("objections");
        var card = of.House.Ada.LastMessage!;
        await of.House.Ada.PressesAsync(card, new Button("In their words", "objection.quotes", "Price"));
        Assert.Equal(4, of.House.Ada.LastMessage!.Message.Blocks.OfType<Quote>().Count());
        await of.House.Ada.PressesAsync(card, new Button("1 older one", "objection.quotes", "Price:3"));
        Assert.Single(of.House.Ada.LastMessage!.Message.Blocks.OfType<Quote>());
        await of.House.Ada.PressesAsync(card, new Button("", "objection.quotes", "nonsense;stage=nowhere;from=x;who=me"));
        of.House.Ada.Sees("Nobody said so");
    }

    [Theory, OnSqlite]
    public async Task What_is_more_than_a_card_takes_is_on_the_next_one(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        for (var i = 0; i < 15; i++)
        {
            var deal = await of.House.DealAsync(of.Rita, $"Deal {i}", d => (d.StageId, d.Segment) = ("discovery", $"Segment {i:00}"));
            await HeardAsync(of, deal, of.Rita, new LocalDate(2026, 2, 2), (ObjectionKind.Price, "discovery"));
        }
        await of.Rita.TypesAsync("objections");
        await of.Rita.PressesAsync("Quotes", inRow: "Price");
        of.Rita.Sees("[7 older ones]");
        await of.Rita.PressesAsync("7 older ones");
        Assert.Equal(7, of.Rita.LastMessage!.Message.Blocks.OfType<Quote>().Count());
        await of.Rita.PressesAsync("By segment");
        of.Rita.Sees("Segment 11");
        of.Rita.DoesNotSee("Segment 12");
        await of.Rita.PressesAsync("3 more");
        of.Rita.Sees("Segment 12");
        of.Rita.DoesNotSee("Segment 11");
    }

    /// <summary>Seven objections on five deals, in two quarters, of deals that are open, won, lost and no fit.</summary>
    private static async Task<RecapHouse> TellingAsync(Db kind)
    {
        var of = await RecapHouse.OpenAsync(kind);
        async Task DealAsync(Driver owner, string name, DealStatus status, string? segment, LocalDate on, params (ObjectionKind, string?)[] said)
        {
            var deal = await of.House.DealAsync(owner, name, d => (d.StageId, d.Segment, d.Status) = ("discovery", segment, status));
            await HeardAsync(of, deal, owner, on, said);
        }
        await DealAsync(of.Rita, "Onboarding", DealStatus.Open, "Mid; market=1", new LocalDate(2025, 11, 3), (ObjectionKind.Price, "discovery"), (ObjectionKind.Legal, "evaluation"));
        await DealAsync(of.Rita, "Renewal", DealStatus.Won, null, new LocalDate(2026, 1, 5), (ObjectionKind.Price, "discovery"));
        await DealAsync(of.Rita, "Reporting", DealStatus.Lost, null, new LocalDate(2026, 2, 3), (ObjectionKind.Price, "discovery"), (ObjectionKind.Timing, "discovery"));
        await DealAsync(of.Rita, "Trial", DealStatus.Disqualified, null, new LocalDate(2026, 2, 4), (ObjectionKind.Need, null));
        await DealAsync(of.House.Otto, "Elsewhere", DealStatus.Open, null, new LocalDate(2026, 2, 5), (ObjectionKind.Price, "discovery"));
        return of;
    }

    private static Task HeardAsync(RecapHouse of, Guid deal, Driver owner, LocalDate on, params (ObjectionKind Kind, string? Stage)[] said) => of.Host.DoAsync(async s =>
    {
        var db = s.GetRequiredService<BotCoachDb>();
        var name = (await db.Deals.FindAsync(of.Host.WorkspaceId, deal))!.Name;
        var call = new Call { WorkspaceId = of.Host.WorkspaceId, Id = Guid.CreateVersion7(), PersonId = owner.PersonId, DealId = deal, Title = name, HeldOn = on, State = CallState.Done, MadeAt = of.Host.Clock.Now };
        db.Calls.Add(call);
        foreach (var (no, (kind, stage)) in said.Index())
            db.CallLines.Add(new CallLine
            {
                WorkspaceId = call.WorkspaceId, CallId = call.Id, No = no + 1, Kind = LineKind.Objection, Text = $"{kind} of {name}", Quote = $"Dana Reyes: {kind} of {name}", Cues = "1", State = LineState.Accepted,
                Detail = stage is null ? new() { [LineDetail.Kind] = $"{kind}" } : new() { [LineDetail.Kind] = $"{kind}", [LineDetail.Stage] = stage },
            });
    });
}
