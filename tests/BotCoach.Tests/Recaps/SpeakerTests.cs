using System.Text;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary>A recorder that knows no names: the rep says who is who, and from then on the draft speaks of people.</summary>
public sealed class SpeakerTests
{
    private static readonly string Nameless = RecapHouse.Vtt.Replace("<v Rita>", "<v Speaker 1>").Replace("<v Dana Reyes>", "<v Speaker 2>").Replace("Thanks for joining, Dana.", "Thanks for joining.") + """


        00:01:21.000 --> 00:01:25.000
        <v Speaker 3>And I will send you the security answers by Friday.</v>
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_who_is_asked_and_the_draft_speaks_of_them_by_name(Db kind)
    {
        await using var of = await AskedAsync(kind);
        of.Rita.Sees("I cannot tell who some of those who speak are");
        Assert.Empty(await of.LinesAsync());
        await of.Rita.PressesAsync("Say who is who");
        of.Rita.Sees("Who is “Speaker 2”: unknown They begin: “Today it takes our team 31 days");
        of.Rita.Sees("They begin: “What happens today when a new customer signs?”");
        of.Rita.Sees("Dana Reyes (theirs)");
        Assert.Equal("who-1", of.Rita.Form!.Fields[0].Id); // who says most is asked first
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)), ("who-1", $"s:{await DanaAsync(of):N}"), ("who-2", Of(of.House.Sam)));
        await of.Host.RunDueAsync();
        of.Rita.Sees("Rita: Send the business case by Thursday, Thu 5 Mar");
        of.Rita.DoesNotSee("Speaker 1");
        var lines = await of.LinesAsync();
        Assert.Contains(lines, l => l.Kind == LineKind.NextStep && l.Of(LineDetail.Owner) == "Dana Reyes" && l.Of(LineDetail.Side) == "Buyer" && l.Of(LineDetail.Person) is null);
        Assert.DoesNotContain(lines, l => $"{l.Text} {l.Quote} {string.Join(' ', l.Detail.Values)}".Contains("Speaker", StringComparison.Ordinal));
        Assert.Equal(0, (await of.CallAsync()).Dropped);

        await of.Rita.PressesAsync("Show me where", inRow: "Send the business case");
        Assert.Equal("Rita", of.Rita.LastMessage!.Message.Blocks.OfType<Quote>().Single().From);
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        Assert.Equal((of.Rita.PersonId, Side.Us), ((await of.DealAsync()).NextStepOwnerId!.Value, (await of.DealAsync()).NextStepSide!.Value));
        await of.Rita.PressesAsync("Accept", inRow: "Send the security answers");
        of.Rita.Sees("a reminder for Sam on Fri 6 Mar");
        var reminder = await of.Host.ReadAsync(db => db.Reminders.AsNoTracking().SingleAsync(r => r.Text.Contains("security answers")));
        Assert.Equal((of.House.Sam.PersonId, of.Acme), (reminder.PersonId, reminder.DealId!.Value));
        Assert.Contains("you said so in a call today; Rita wrote it down", reminder.Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_colleagues_promise_that_is_accepted_first_is_the_colleagues_step(Db kind)
    {
        await using var of = await AskedAsync(kind);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)), ("who-1", "theirs"), ("name-1", "  Kim\n Lang "), ("who-2", "ours"), ("name-2", "sam"));
        await of.Host.RunDueAsync();
        await of.Rita.PressesAsync("Accept", inRow: "Send the security answers");
        Assert.Equal(of.House.Sam.PersonId, (await of.DealAsync()).NextStepOwnerId);
        var lines = await of.LinesAsync();
        Assert.Contains(lines, l => l.Kind == LineKind.Stakeholder && l.Text == "Kim Lang");
        Assert.Equal("Sam", lines.First(l => l.Text.StartsWith("Send the security", StringComparison.Ordinal)).Of(LineDetail.Owner));
        of.ReadsOn();
        await of.Rita.PressesAsync($"Accept all {lines.Count(l => l.IsOpen)}");
        Assert.Equal(["Dana Reyes", "Kim Lang", "Omar Haddad"], await of.Host.ReadAsync(db => db.Stakeholders.Where(s => s.DealId == of.Acme).Select(s => s.Name).OrderBy(n => n).ToListAsync()));
    }

    [Theory, OnSqlite]
    public async Task What_cannot_be_is_said_at_its_field_and_nothing_is_kept_of_it(Db kind)
    {
        await using var of = await AskedAsync(kind);
        var dana = await DanaAsync(of);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", "p:nobody"), ("who-1", "theirs"), ("name-1", "Speaker 2"), ("who-2", "ours"), ("name-2", "nobody@us.example"));
        of.Rita.Sees("who-0: Choose one of the list.");
        of.Rita.Sees("name-1: That is no name.");
        of.Rita.Sees("name-2: Nobody here has this name or e-mail address.");
        await of.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            db.Stakeholders.Remove(await db.Stakeholders.FirstAsync(p => p.Id == dana));
            foreach (var account in await db.Identities.Where(i => i.PersonId == of.House.Sam.PersonId).ToListAsync()) account.Standing = Standing.Gone;
        });
        await of.Rita.FillsAsync(("who-0", $"p:{Guid.NewGuid():N}"), ("who-1", $"s:{dana:N}"), ("who-2", Of(of.House.Sam)));
        of.Rita.Sees("who-0: They are not here any more.");
        of.Rita.Sees("who-1: They are not on this deal any more.");
        of.Rita.Sees("who-2: Sam has left.");
        Assert.Equal((CallState.Asking, 0, null), ((await of.CallAsync()).State, (await of.CallAsync()).Speakers.Count, (await of.CallAsync()).OurSpeakers));
        await of.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Calls.SingleAsync()).Draft++);
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)));
        of.Rita.Sees("The draft was made anew since, or is about another deal.");
        await of.Rita.PressesAsync("Say who is who");
        of.Rita.DoesNotSee("Sam");
        of.Rita.DoesNotSee("Dana Reyes (theirs)");
    }

    [Theory, OnSqlite]
    public async Task Somebody_who_dialled_in_twice_is_one_and_who_leaves_later_gets_no_step(Db kind)
    {
        await using var of = await AskedAsync(kind);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", Of(of.House.Sam)), ("who-1", "theirs"), ("who-2", Of(of.House.Sam)));
        await of.Host.RunDueAsync();
        var steps = (await of.LinesAsync()).Where(l => l.Kind == LineKind.NextStep && l.Of(LineDetail.Side) == "Seller").ToList();
        Assert.Equal(2, steps.Count);
        Assert.All(steps, s => Assert.Equal("Sam", s.Of(LineDetail.Owner)));
        Assert.DoesNotContain(await of.LinesAsync(), l => l.Kind == LineKind.Stakeholder && l.Text.StartsWith("Speaker", StringComparison.Ordinal));
        await of.Host.DoAsync(async s =>
        {
            foreach (var account in await s.GetRequiredService<BotCoachDb>().Identities.Where(i => i.PersonId == of.House.Sam.PersonId).ToListAsync()) account.Standing = Standing.Gone;
        });
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        Assert.Equal(of.Rita.PersonId, (await of.DealAsync()).NextStepOwnerId);
    }

    [Theory, OnSqlite]
    public async Task A_first_name_is_its_only_bearers_and_of_two_it_is_asked(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await StakeholderAsync(of, "Dana Reyes");
        var named = Encoding.UTF8.GetBytes(RecapHouse.Vtt.Replace("<v Dana Reyes>", "<v Dana>"));
        await of.SharesAsync("Acme discovery.vtt", named);
        of.Rita.Sees("Recap: Acme");
        Assert.Contains(await of.LinesAsync(), l => l.Of(LineDetail.Owner) == "Dana Reyes");
        await StakeholderAsync(of, "Dana Fox");
        await of.SharesAsync("Acme again.vtt", named);
        of.Rita.Sees("I cannot tell who some of those who speak are");
        await of.Rita.PressesAsync("Draft it anyhow");
        await of.Host.RunDueAsync();
        of.Rita.Sees("Rita: Send the business case");
        of.Rita.Sees("Dana: Introduce you to him");
        await of.Rita.PressesAsync("Who is who");
        of.Rita.Sees("Who is “Dana”");
        of.Rita.Sees("Who of them is on your side: 0");
    }

    [Theory, OnSqlite]
    public async Task A_model_is_asked_once_it_is_said_who_is_who_and_sees_no_name_of_it(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(ModelWriterTests.Obedient);
        await using var of = await AskedAsync(kind, model.Settings);
        Assert.Empty(model.Requests);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)), ("who-1", "theirs"), ("name-1", "Kim Lang"));
        await of.Host.RunDueAsync();
        of.Rita.Sees("Drafted by small-1");
        of.Rita.Sees("Rita: Send the business case, Thu 5 Mar");
        Assert.DoesNotContain("Kim", Assert.Single(model.Requests));
        Assert.Equal($"{of.Rita.PersonId}", (await of.LinesAsync()).First(l => l.Kind == LineKind.NextStep).Of(LineDetail.Person));
    }

    [Theory, OnSqlite]
    public async Task Whom_nobody_remembers_any_more_was_never_said_to_speak(Db kind)
    {
        await using var of = await AskedAsync(kind);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)), ("who-1", "theirs"), ("name-1", "Kim Lang"));
        await of.Host.RunDueAsync();
        await of.House.Ada.TypesAsync("forget");
        await of.House.Ada.FillsAsync(("name", "Kim Lang"), ("again", "Kim Lang"));
        await of.Host.RunDueAsync();
        Assert.Equal(0, await of.Host.ReadAsync(db => db.CallTranscripts.CountAsync()));
        Assert.Empty((await of.CallAsync()).Speakers);
        Assert.DoesNotContain("Kim", string.Join('\n', (await of.LinesAsync()).Select(l => $"{l.Text} {l.Quote} {string.Join(' ', l.Detail.Values)}")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task With_a_transcript_goes_who_was_said_to_speak_in_it(Db kind)
    {
        await using var of = await AskedAsync(kind);
        await of.Rita.PressesAsync("Say who is who");
        await of.Rita.FillsAsync(("who-0", Of(of.Rita)), ("who-1", "theirs"), ("name-1", "Kim Lang"));
        await of.Host.RunDueAsync();
        Assert.Equal(2, (await of.CallAsync()).Speakers.Count);
        await of.Host.JumpAsync(TimeSpan.FromDays(91));
        Assert.Empty((await of.CallAsync()).Speakers);
    }

    [Theory, OnSqlite]
    public async Task Of_many_speakers_and_many_people_no_more_are_asked_about_than_a_form_takes(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        for (var i = 0; i < 30; i++) await StakeholderAsync(of, $"Anna Berg{(char)('a' + i % 26)}{(char)('a' + i / 26)}");
        var said = new StringBuilder("WEBVTT\n\n");
        for (var i = 0; i < 40; i++) said.Append($"00:00:{i:00}.000 --> 00:00:{i + 1:00}.000\n<v Speaker {i % 20}>We at Acme talk {new string('a', i % 20)}.</v>\n\n");
        await of.SharesAsync("Acme all hands.vtt", Encoding.UTF8.GetBytes(said.ToString()));
        await of.Rita.PressesAsync("Say who is who");
        var form = of.Rita.Form!;
        Assert.InRange(form.Fields.OfType<ChoiceField>().Count(), 4, 8);
        Assert.Equal("who-19", form.Fields[0].Id);
        Assert.Contains("more, who said less", form.Intro!.Words);
        Assert.All(form.Fields.OfType<ChoiceField>(), f => Assert.InRange(f.Options.Count, 4, 25));
    }

    private static async Task<RecapHouse> AskedAsync(Db kind, params string[] settings)
    {
        var of = await RecapHouse.OpenAsync(kind, settings);
        await StakeholderAsync(of, "Dana Reyes");
        await of.SharesAsync("Acme discovery.vtt", Encoding.UTF8.GetBytes(Nameless));
        return of;
    }

    private static Task StakeholderAsync(RecapHouse of, string name) => of.Host.DoAsync(s =>
    {
        s.GetRequiredService<BotCoachDb>().Stakeholders.Add(new Stakeholder { WorkspaceId = of.Host.WorkspaceId, Id = Guid.NewGuid(), DealId = of.Acme, Name = name, Role = "champion" });
        return Task.CompletedTask;
    });

    private static Task<Guid> DanaAsync(RecapHouse of) => of.Host.ReadAsync(db => db.Stakeholders.Where(s => s.Name == "Dana Reyes").Select(s => s.Id).SingleAsync());

    private static string Of(Driver person) => $"p:{person.PersonId:N}";
}
