using System.Text;
using BotCoach.Recaps;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary>When a transcript's time is over, no card offers any more what only the transcript could do, and each says why.</summary>
public sealed class RecapRetentionTests
{
    private static readonly string[] OfTheTranscript =
        ["Accept", "Show me where", "This one", "Another deal", "None of mine: delete it", "Say who is ours", "Draft it anyhow", "Delete it", "Draft it all the same", "Delete the transcript", "Who is ours", "Another day", "Hold it back"];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_card_that_asks_which_deal_it_is(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.SharesAsync("Weekly.txt", Encoding.UTF8.GetBytes("Kim Lang: Good morning.\nRita: Good morning.\nKim Lang: How are you?\nRita: I will send you the plan by Thursday.\n"));
        of.Rita.Sees("Which deal is this call about?");
        await OverAsync(of, of.Rita.LastMessage!, 90, "Another deal", "Nobody said which deal it is about, so nothing was drafted.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_card_that_asks_who_is_ours(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.SharesAsync("Acme notes.txt", Encoding.UTF8.GetBytes("Kim Lang: Good morning at Acme.\nOle Berg: Good morning.\nKim Lang: The weather is fine.\nOle Berg: I will send you the plan by Thursday.\n"));
        await OverAsync(of, of.Rita.LastMessage!, 90, "Draft it anyhow", "Nobody said who is on your side, so nothing was drafted.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_that_is_held_back_for_longer_than_messages_are_kept(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await KeepForAsync(of, 120);
        await of.SharesAsync("Acme confidential.vtt");
        of.Rita.Sees("is held back");
        await OverAsync(of, of.Rita.LastMessage!, 120, "Draft it all the same", "It was held back to the end, so nothing was drafted from it.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_is_still_open(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await KeepForAsync(of, 2);
        await of.SharesAsync("Acme discovery.vtt");
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        await of.Rita.PressesAsync("Show me where", inRow: "Introduce you to him");
        var card = of.Rita.LastMessage!;
        await OverAsync(of, card, 2, "Accept", "and with it what was still open of its draft. What was accepted stays.");
        Assert.Contains("Send the business case by Thursday", Now(of, card).Words);
        Assert.DoesNotContain("Introduce you", Now(of, card).Words);
        Assert.Contains("Draft a mail to copy", Now(of, card).Labels);
        Assert.Single(await of.LinesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_at_once_are_ended_in_turns_and_nobody_is_told_anew_of_calls_without_a_card(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Host.DoAsync(s => MoreCalls.AddAsync(s, of, 120));
        await of.Host.JumpAsync(TimeSpan.FromDays(91));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        Assert.Equal(121, await of.Host.ReadAsync(db => db.Calls.CountAsync(c => c.Why != null)));
        Assert.DoesNotContain(of.Rita.Chat, m => m.Words.Contains("Call 0", StringComparison.Ordinal));
        Assert.Contains("so it cannot be drafted again", of.Rita.Chat.Single(m => m.Words.Contains("Acme discovery", StringComparison.Ordinal)).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_was_there_goes_with_the_transcript_and_whoever_has_a_part_stays_on_the_deal(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Accept", inRow: "Omar Haddad");
        await of.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Calls.SingleAsync()).Attendees = "Dana Reyes <dana@acme.example>\nole@acme.example");
        await of.Host.DoAsync(s => MoreCalls.AddAsync(s, of, 1));
        await of.Host.DoAsync(async s =>
        {
            var refused = await s.GetRequiredService<BotCoachDb>().Calls.SingleAsync(c => c.Title == "Call 0");
            (refused.State, refused.Attendees) = (CallState.Refused, "Kim Lang <kim@acme.example>");
        });
        await of.Host.JumpAsync(TimeSpan.FromDays(91));
        Assert.All(await of.Host.ReadAsync(db => db.Calls.AsNoTracking().ToListAsync()), c => Assert.Equal("", c.Attendees));
        Assert.Equal("Omar Haddad", await of.Host.ReadAsync(db => db.Stakeholders.Select(p => p.Name).SingleAsync()));
    }

    /// <summary>Before its day the button is there; after it no button of the transcript's is, and the card says why. A press of the old card is answered in a sentence.</summary>
    private static async Task OverAsync(RecapHouse of, Shown card, int days, string button, string why)
    {
        var old = card.Message.AllButtons.First(b => b.Label == button);
        await of.Host.JumpAsync(TimeSpan.FromDays(days - 1));
        Assert.Contains(button, Now(of, card).Labels);
        await of.Host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Empty(Now(of, card).Labels.Intersect(OfTheTranscript));
        Assert.Contains($"Transcripts are kept {days} days here, and this one is deleted", Now(of, card).Words);
        Assert.Contains(why, Now(of, card).Words);
        Assert.Equal(CallState.Expired, (await of.CallAsync()).State);
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        var told = of.Rita.Chat.Count;
        await of.Rita.PressesAsync(card, old);
        Assert.Equal(told, of.Rita.Chat.Count);
    }

    private static Shown Now(RecapHouse of, Shown card) => of.Rita.Chat.Single(m => m.Reference == card.Reference);

    private static Task KeepForAsync(RecapHouse of, int days) => of.Host.ReadAsync(db => db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(w => w.TranscriptDays, days)));
}
