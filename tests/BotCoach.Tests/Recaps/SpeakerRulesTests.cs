using BotCoach.Recaps;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>Who is told from a name in a transcript, and of whom it is not: nobody guesses between two.</summary>
public sealed class SpeakerRulesTests
{
    private static readonly Guid Rita = Guid.NewGuid(), Sam = Guid.NewGuid(), OtherSam = Guid.NewGuid(), Twin = Guid.NewGuid(), Dana = Guid.NewGuid(), Kim = Guid.NewGuid(), OtherKim = Guid.NewGuid();

    private static readonly SpeakerCircle Circle = new(
        [new(Rita, "Rita Sanders", "rita@us.example", true), new(Sam, "Sam Lee", "sam@us.example", false), new(OtherSam, "Sam Lee", "sam.lee@us.example", false), new(Twin, "Dana Reyes", null, false)],
        [(Dana, "Dana Reyes"), (Kim, "Kim Lang"), (OtherKim, "Kim Berg")],
        [CallAttendee.Read("S. Lee <sam.lee@us.example>"), CallAttendee.Read("Ole Dahl"), CallAttendee.Read("ole@acme.example")]);

    [Theory]
    [InlineData("Rita Sanders", "Person: Rita Sanders")]
    [InlineData("rita sanders", "Person: Rita Sanders")]
    [InlineData("Rita Sanders (Us)", "Person: Rita Sanders")]
    [InlineData("Rita", "Person: Rita Sanders")] // near, and nobody else is called so
    [InlineData("rita@us.example", "Person: Rita Sanders")]
    [InlineData("S. Lee", "Person: Sam Lee")] // by the address of who was there
    [InlineData("Kim Lang", "Stakeholder: Kim Lang")]
    [InlineData("Sam Lee", "?")] // two of ours
    [InlineData("Kim", "?")] // two of theirs
    [InlineData("Dana Reyes", "?")] // one of each side
    [InlineData("ole@acme.example", "?")]
    [InlineData("Sam", "Unknown")] // neither is near: it is a name that nobody knows
    [InlineData("Ole Dahl", "Unknown")]
    [InlineData("Prospect", "Unknown")]
    public void A_name_is_one_persons_or_nobodys(string label, string who)
    {
        var heard = SpeakerRules.Who([label], Circle, Call()).All.Single();
        Assert.Equal(who, heard.IsUnsure ? "?" : heard.Is.Kind == SpeakerKind.Unknown ? "Unknown" : $"{heard.Is.Kind}: {heard.Name}");
        if (label == "S. Lee") Assert.Equal(OtherSam, heard.Is.Id);
    }

    [Theory]
    [InlineData("Speaker 2")]
    [InlineData("SPEAKER_01")]
    [InlineData("Speaker A")]
    [InlineData("Unknown Speaker")]
    [InlineData("Participant 3")]
    [InlineData("Sprecher 1")]
    [InlineData("iPhone")]
    [InlineData("Rita’s iPhone")]
    [InlineData("Galaxy S24")]
    [InlineData("+1 415 555 0100")]
    [InlineData("4155550100")]
    [InlineData("Guest")]
    public void What_a_recorder_calls_somebody_it_does_not_know_is_nobody(string label) => Assert.True(SpeakerRules.Who([label], Circle, Call()).AreUnsure);

    [Theory]
    [InlineData("Guy Speaker Jones")]
    [InlineData("Al Gore")]
    [InlineData("Li")]
    [InlineData("Personne Martin")]
    [InlineData("Usera Bell")]
    [InlineData("Project Manager")]
    public void A_name_that_looks_a_little_like_it_is_one(string label) => Assert.False(SpeakerRules.IsNobody(label));

    [Fact]
    public void A_first_name_that_somebody_else_had_who_was_there_is_nobodys()
    {
        var circle = Circle with { Attendees = [CallAttendee.Read("Rita Moore <rita@acme.example>")] };
        Assert.True(SpeakerRules.Who(["Rita"], circle, Call()).AreUnsure);
        Assert.Equal(Rita, SpeakerRules.Who(["Rita"], circle with { Attendees = [CallAttendee.Read("Rita Sanders <rita@us.example>")] }, Call()).All[0].Is.Id);
    }

    [Fact]
    public void What_the_rep_said_holds_and_of_a_row_that_is_gone_its_name()
    {
        var call = Call();
        call.Speakers = new()
        {
            ["Speaker 1"] = new SpeakerIs(SpeakerKind.Person, Rita, "Rita S.").Kept, ["Speaker 2"] = new SpeakerIs(SpeakerKind.Stakeholder, Guid.NewGuid(), "Ann: Gray").Kept,
            ["Speaker 3"] = new SpeakerIs(SpeakerKind.Person, Guid.NewGuid(), "Left Long").Kept, ["Speaker 4"] = new SpeakerIs(SpeakerKind.Theirs).Kept,
        };
        var heard = SpeakerRules.Who(["Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4", "Speaker 5"], Circle, call);
        Assert.Equal(["Rita Sanders", "Ann: Gray", "Left Long", "Speaker 4", "Speaker 5"], heard.All.Select(s => s.Name));
        Assert.Equal([SpeakerKind.Person, SpeakerKind.Theirs, SpeakerKind.Ours, SpeakerKind.Theirs, SpeakerKind.Unknown], heard.All.Select(s => s.Is.Kind));
        Assert.Equal(["Rita Sanders", "Left Long"], heard.Ours);
        Assert.Equal(["Ann: Gray", "Speaker 4"], heard.Theirs);
        Assert.Equal(Rita, Assert.Single(heard.People).Value);
    }

    [Fact]
    public void Whoever_the_rep_did_not_tick_is_not_ours_whatever_the_name()
    {
        var call = Call();
        call.OurSpeakers = "Ole Dahl";
        var heard = SpeakerRules.Who(["Rita", "Ole Dahl"], Circle, call);
        Assert.Equal(["Ole Dahl"], heard.Ours);
        Assert.Equal(["Rita"], heard.Theirs);
    }

    [Theory]
    [InlineData("Dana Lee <dana@acme.example>", "Dana Lee", "dana@acme.example")]
    [InlineData("Dana Lee (dana@acme.example)", "Dana Lee", "dana@acme.example")]
    [InlineData("dana@acme.example", null, "dana@acme.example")]
    [InlineData("Dana Lee", "Dana Lee", null)]
    [InlineData("Dana @ home", "Dana @ home", null)]
    [InlineData("Dana (@acme)", "Dana (@acme)", null)]
    public void Who_took_part_is_read_from_a_line(string line, string? name, string? address) => Assert.Equal(new CallAttendee(name, address), CallAttendee.Read(line));

    [Fact]
    public void A_head_of_a_page_gives_the_addresses_of_who_was_there()
    {
        var call = Transcripts.Read("Organizer: Rita Sanders <rita@us.example>\nAttendees: Dana Lee (CFO, Acme), ole@acme.example\n\nRita Sanders: Good morning.\nDana Lee: Good morning.\nRita Sanders: Let us begin.\n");
        Assert.Equal(["Rita Sanders <rita@us.example>", "Dana Lee", "ole@acme.example"], call.Attendees.Select(a => a.Took.Line));
        Assert.Equal("CFO, Acme", call.Attendees[1].Role);
    }

    private static Call Call() => new() { WorkspaceId = Guid.Empty, Id = Guid.Empty, PersonId = Rita, Title = "", HeldOn = new LocalDate(2026, 3, 2), MadeAt = default };
}
