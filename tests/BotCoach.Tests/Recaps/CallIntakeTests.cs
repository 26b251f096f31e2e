using System.Text;
using BotCoach.Recaps;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>How a transcript comes in by chat, which deal it is about, and what is kept of it for how long.</summary>
public sealed class CallIntakeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Lines_of_several_people_that_are_pasted_into_the_chat_are_a_call(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.SaysAsync("Rita: Thanks for the time, everybody at Acme.\nDana Reyes: We are losing 20 hours a week on this.\nRita: I will send you the Acme offer on Friday.\nDana Reyes: Good.");
        await of.Host.RunDueAsync();
        of.Rita.Sees("Which deal is this call about?");
        await of.Rita.PressesAsync("This one", inRow: "Onboarding rollout");
        await of.Host.RunDueAsync();
        of.Rita.Sees("Recap: Acme");
        of.Rita.Sees("Rita: Send the Acme offer on Friday, Fri 6 Mar");
        await of.Rita.SaysAsync("Acme");
        of.Rita.Sees("Onboarding rollout");
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Calls.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_form_takes_what_is_pasted_and_says_what_is_wrong_with_what_is_none(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.TypesAsync("recap");
        await of.Rita.FillsAsync(("words", "nothing that anybody said"));
        of.Rita.Sees("no transcript that I can read");
        await of.Rita.FillsAsync(("deal", $"{of.Acme}"), ("words", "Rita: I will call you on Friday.\nDana Reyes: Please do."));
        await of.Host.RunDueAsync();
        of.Rita.Sees("Recap: Acme");
        of.Rita.Sees("becomes the next step");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Files_that_are_no_transcripts_are_imported_as_before_and_broken_ones_are_refused_in_a_sentence(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.Ada.SharesAsync(("deals.txt", Encoding.UTF8.GetBytes("id,name,account\n1,One,First\n2,Two,Second\n")));
        await of.Host.RunDueAsync();
        of.House.Ada.Sees("deals.txt");
        Assert.Equal(1, await of.Host.ReadAsync(db => db.ImportRuns.CountAsync()));
        await of.Rita.SharesAsync(("Acme.vtt", Encoding.UTF8.GetBytes("WEBVTT\n")), ("Beta.json", Encoding.UTF8.GetBytes("{\"a\": 1}")));
        of.Rita.Sees("Acme.vtt: Nobody says anything");
        of.Rita.Sees("Beta.json:");
        Assert.Equal(0, await of.Host.ReadAsync(db => db.Calls.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_ours_can_be_put_right_and_the_draft_is_made_again(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Who is who");
        of.Rita.Sees("Rita, Dana Reyes");
        await of.Rita.FillsAsync(("ours", "1"));
        await of.Host.RunDueAsync();
        Assert.Equal("Dana Reyes", (await of.CallAsync()).OurSpeakers);
        Assert.Equal("Buyer", (await of.LinesAsync()).First(l => l.Text.StartsWith("Send the business case", StringComparison.Ordinal)).Of(LineDetail.Side));
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        of.Rita.CannotPress("Who is who");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_whose_title_says_so_is_held_back_until_its_rep_says_otherwise(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.Ada.TypesAsync("calls");
        await of.House.Ada.FillsAsync(("days", "0"));
        of.House.Ada.Sees("Write a number of days from 1 to 3,650");
        await of.House.Ada.FillsAsync(("days", "30"), ("words", "confidential\nboard"));
        of.House.Ada.Sees("Transcripts are kept 30 days. Held back: calls with confidential and board in their title.");
        await of.SharesAsync("Acme board meeting.vtt");
        of.Rita.Sees("This call is held back");
        Assert.Empty(await of.LinesAsync());
        await of.Rita.PressesAsync("Draft it all the same");
        await of.Host.RunDueAsync();
        of.Rita.Sees("Recap: Acme");
        await of.Rita.PressesAsync("Hold it back");
        Assert.Empty(await of.LinesAsync());
        await of.Rita.PressesAsync(of.Rita.LastMessage!, new BotCoach.Channels.Button("Another day", "recap.day", $"{(await of.CallAsync()).Id}"));
        await of.Rita.FillsAsync(("day", "2026-02-20"));
        of.Rita.Sees("This call is held back. Release it first.");
        Assert.Equal(CallState.HeldBack, (await of.CallAsync()).State);
        await of.Rita.PressesAsync("Delete the transcript");
        of.Rita.Sees("Nothing of this call is kept");
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        await of.Rita.TypesAsync("calls");
        of.Rita.Sees("Only an admin can say that.");
    }

    [Theory, OnSqlite]
    public async Task A_draft_that_is_open_longer_than_its_transcript_is_kept_ends_with_it(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.House.Ada.TypesAsync("calls");
        await of.House.Ada.FillsAsync(("days", "1"));
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        await of.Host.JumpAsync(TimeSpan.FromHours(30));
        Assert.Equal("Send the business case by Thursday", Assert.Single(await of.LinesAsync()).Text);
        Assert.Equal((CallState.Expired, 0), ((await of.CallAsync()).State, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync())));
    }

    [Theory, OnSqlite]
    public async Task The_day_of_a_call_is_that_of_its_files_name_or_the_one_that_its_rep_says(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.SharesAsync("GMT20260227-093000 Acme.vtt");
        of.Rita.Sees("Fri 27 Feb");
        Assert.Equal("2026-03-05", (await of.LinesAsync()).First(l => l.Text.StartsWith("Send the business case", StringComparison.Ordinal)).Of(LineDetail.Due));
        await of.Rita.PressesAsync("Another day");
        await of.Rita.FillsAsync(("day", "2026-03-09"));
        of.Rita.Sees("Write the day of the call as 2026-03-02, today or earlier.");
        await of.Rita.FillsAsync(("day", "2026-02-20"));
        await of.Host.RunDueAsync();
        Assert.Equal("2026-02-26", (await of.LinesAsync()).First(l => l.Text.StartsWith("Send the business case", StringComparison.Ordinal)).Of(LineDetail.Due));
    }

    [Theory, OnSqlite]
    public async Task A_close_date_that_the_buyer_names_becomes_the_deals_when_it_is_accepted(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.SharesAsync("Acme discovery.vtt", Encoding.UTF8.GetBytes(RecapHouse.Vtt.Replace("Our CFO, Omar Haddad, has to approve the budget.", "We decide by March 31.")));
        await of.Rita.PressesAsync("Accept", inRow: "Close date");
        Assert.Equal(new NodaTime.LocalDate(2026, 3, 31), (await of.DealAsync()).CloseOn);
        await of.SharesAsync("Acme again.vtt", Encoding.UTF8.GetBytes(RecapHouse.Vtt.Replace("Our CFO, Omar Haddad, has to approve the budget.", "If the board agrees, we sign by June 30.")));
        Assert.DoesNotContain(await of.Host.ReadAsync(db => db.CallLines.Where(l => l.State == LineState.Open).ToListAsync()), l => l.Kind == LineKind.Field);
    }

    [Theory, OnSqlite]
    public async Task Four_hours_of_talk_and_five_megabytes_are_taken(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var long_ = new StringBuilder("WEBVTT\n\n");
        var said = new string('x', 700);
        for (var i = 0; i < 6_400; i++)
        {
            var (from, to) = (TimeSpan.FromSeconds(i * 2.25), TimeSpan.FromSeconds(i * 2.25 + 2));
            long_.Append($"{from:hh\\:mm\\:ss\\.fff} --> {to:hh\\:mm\\:ss\\.fff}\n<v {(i % 2 == 0 ? "Rita" : "Dana Reyes")}>{(i == 6_390 ? "I will send you the contract by Thursday." : $"So we at Acme talk on about this {said}.")}</v>\n\n");
        }
        var file = Encoding.UTF8.GetBytes(long_.ToString());
        Assert.InRange(file.Length, 4_700_000, 5 << 20);
        await of.SharesAsync("Acme marathon.vtt", file);
        of.Rita.Sees("Send the contract by Thursday");
    }

    [Theory, OnSqlite]
    public async Task Who_is_ours_is_asked_where_nothing_tells(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.SharesAsync("Acme notes.txt", Encoding.UTF8.GetBytes("Kim Lang: Good morning at Acme.\nOle Berg: Good morning.\nKim Lang: The weather is fine.\nOle Berg: I will send you the plan by Thursday.\n"));
        of.Rita.Sees("or who of them is on your side");
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("ours", "1"));
        await of.Host.RunDueAsync();
        of.Rita.Sees("Ole Berg: Send the plan by Thursday");
        Assert.Equal("Seller", (await of.LinesAsync()).First(l => l.Kind == LineKind.NextStep).Of(LineDetail.Side));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_transcript_is_deleted_when_its_time_is_over_and_what_was_accepted_stays_with_its_words(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        await of.Rita.PressesAsync("Reject", inRow: "Introduce you to him");
        await of.Host.JumpAsync(TimeSpan.FromDays(89));
        Assert.Equal(1, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        await of.Host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        var kept = Assert.Single(await of.LinesAsync());
        Assert.Equal(("Send the business case by Thursday", "Rita: I will send you the business case by Thursday."), (kept.Text, kept.Quote));
        await of.Rita.TypesAsync("recaps Onboarding");
        of.Rita.Sees("Send the business case by Thursday");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_who_is_to_be_forgotten_is_nowhere_any_more(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        of.ReadsOn();
        await of.Rita.PressesAsync($"Accept all {(await of.LinesAsync()).Count}");
        await of.House.Ada.TypesAsync("forget");
        await of.House.Ada.FillsAsync(("name", "Dana Reyes"), ("again", "Dana"));
        of.House.Ada.Sees("This is another name");
        await of.House.Ada.FillsAsync(("name", "Dana Reyes"), ("again", "Dana Reyes"));
        of.House.Ada.Sees("1 call and 2 deals are gone through");
        await of.Host.RunDueAsync();
        of.House.Ada.Sees("1 transcript deleted");
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        Assert.DoesNotContain("Dana", string.Join("\n", (await of.LinesAsync()).Select(l => $"{l.Text} {l.Quote} {string.Join(' ', l.Detail.Values)}")));
        Assert.DoesNotContain("Reyes", string.Join("\n", await of.Host.ReadAsync(db => db.Stakeholders.Select(s => s.Name).ToListAsync())));
        Assert.DoesNotContain("Dana", string.Join("\n", await of.Host.ReadAsync(db => db.Answers.Select(a => a.Text).ToListAsync())));
        Assert.DoesNotContain("Dana", string.Join("\n", await of.Host.ReadAsync(db => db.DealEventTexts.Select(t => t.Before + " " + t.After).ToListAsync())));
        Assert.DoesNotContain("Reyes", string.Join("\n", await of.Host.ReadAsync(db => db.OutgoingMessages.Where(m => m.PersonId == of.Rita.PersonId).Select(m => m.Content).ToListAsync())));
        Assert.DoesNotContain(of.Rita.Chat, m => m.Words.Contains("Reyes", StringComparison.Ordinal));
        await of.Rita.TypesAsync("forget");
        of.Rita.Sees("Only an admin can say that.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_with_letters_beyond_the_plain_ones_is_found_everywhere_and_what_waits_to_be_sent_stays(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.TypesAsync("next Onboarding rollout");
        await of.Rita.FillsAsync(("next-step", "Ask Émile O'Roux for the plan"), ("next-step-on", "2026-03-04"), ("next-step-side", "Us"), ("next-step-owner", $"{of.Rita.PersonId}"), ("next-step-confirmed", "no"));
        await of.House.Ada.TypesAsync("forget");
        await of.House.Ada.FillsAsync(("name", "Émile O'Roux"), ("again", "émile o'roux"));
        await of.Host.RunDueAsync();
        of.House.Ada.Sees("Erased");
        Assert.Equal("Ask somebody for the plan", (await of.DealAsync()).NextStep);
        var kept = await of.Host.ReadAsync(async db => (await db.DealEventTexts.Select(e => e.Before + " " + e.After).ToListAsync()).Concat(await db.OutgoingMessages.Select(m => m.Content).ToListAsync()).ToList());
        Assert.DoesNotContain(kept, k => k.Contains("Roux", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(kept, k => k.Contains("is not kept", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_instances_draft_one_call_once(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.SharesAsync(("Acme discovery.vtt", RecapHouse.File));
        await using var other = await of.Host.StartAnotherAsync();
        await Task.WhenAll(of.Host.RunDueAsync(), other.RunDueAsync());
        await of.Host.RunDueAsync();
        Assert.Equal(CallState.Drafted, (await of.CallAsync()).State);
        Assert.Single(of.Rita.Chat, m => m.Words.StartsWith("Recap: Acme", StringComparison.Ordinal));
        Assert.Equal((await of.LinesAsync()).Count, (await of.LinesAsync()).DistinctBy(l => l.No).Count());
    }
}
