using BotCoach.Recaps;
using BotCoach.Recaps.Model;

namespace BotCoach.Tests.Recaps;

/// <summary>Somebody who neither speaks nor is known is hidden by the place in which their name stands; ordinary words stay as they are.</summary>
public sealed class DisguiseTests
{
    [Theory]
    [InlineData("Can you ask Priya about the quote?", "Priya")]
    [InlineData("I'll tell Tomasz tomorrow.", "Tomasz")]
    [InlineData("Let me check with Priya first.", "Priya")]
    [InlineData("We got the numbers from Joana last week.", "Joana")]
    [InlineData("Please send it to Keisha.", "Keisha")]
    [InlineData("I'll cc Marta on it.", "Marta")]
    [InlineData("Hi Lena, thanks for joining.", "Lena")]
    [InlineData("Thanks, Bogdan.", "Bogdan")]
    [InlineData("Could you thank Ravi for me?", "Ravi")]
    [InlineData("Priya said it is too expensive.", "Priya")]
    [InlineData("I think Olu mentioned the budget.", "Olu")]
    [InlineData("That is what Jean-Luc wants.", "Jean-Luc")]
    [InlineData("My boss Henrik has to sign.", "Henrik")]
    [InlineData("Our CFO, Yusuf, decides.", "Yusuf")]
    [InlineData("We are with a consultant called Imani.", "Imani")]
    [InlineData("Mrs Okonkwo signs it.", "Okonkwo")]
    [InlineData("You should call Dr. Weiss.", "Weiss")]
    [InlineData("What do you think, Noor?", "Noor")]
    [InlineData("Okay, Mira, let's go on.", "Mira")]
    [InlineData("Jonas, can you share the deck?", "Jonas")]
    [InlineData("It was Anneke's idea, and we like what Anneke does.", "Anneke")]
    [InlineData("We will ask Omar Haddad. Then Haddad decides.", "Haddad")]
    [InlineData("Frag mal Katrin, die weiß das.", "Katrin")]
    [InlineData("Ich spreche mit meinem Chef Torben.", "Torben")]
    [InlineData("Danke, Svenja.", "Svenja")]
    [InlineData("Das entscheidet Frau Yılmaz.", "Yılmaz")]
    [InlineData("Mein Kollege Emre schickt das.", "Emre")]
    [InlineData("Demande à Chloé.", "Chloé")]
    [InlineData("Mon chef Thierry doit signer.", "Thierry")]
    [InlineData("Pregunta a Ximena mañana.", "Ximena")]
    [InlineData("Mi jefe Álvaro decide.", "Álvaro")]
    [InlineData("Chiedi a Ginevra domani.", "Ginevra")]
    [InlineData("Vou falar com Thiago amanhã.", "Thiago")]
    [InlineData("Mijn baas Joost beslist.", "Joost")]
    public void Who_is_spoken_of_is_hidden_and_comes_back(string said, string name)
    {
        var disguise = Of(said);
        var hidden = disguise.Hide(said);
        Assert.DoesNotContain(name, hidden, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(said, disguise.Show(hidden));
    }

    [Theory]
    [InlineData("We use Salesforce, and I want to ask Microsoft.")]
    [InlineData("We moved from Pipedrive to HubSpot.")]
    [InlineData("We switched to Northbeam last year.")]
    [InlineData("It is too expensive compared to Northbeam.")]
    [InlineData("We love Northbeam, since everyone here uses Northbeam.")]
    [InlineData("We meet on Thursday with Legal.")]
    [InlineData("The offer runs from March to June.")]
    [InlineData("We fly to Munich, and then to Lagos.")]
    [InlineData("You should ask Procurement about the Contract.")]
    [InlineData("Please send it to Finance.")]
    [InlineData("Everyone said yes.")]
    [InlineData("He speaks German to me.")]
    [InlineData("It returns JSON to SAP.")]
    [InlineData("We start in Spring, and then in Spring we stop.")]
    [InlineData("I will ask Will, and he will say yes.")] // in lower case too: no name
    [InlineData("Mark it as done, and then mark the rest.")]
    [InlineData("Honestly, what do you think?")]
    [InlineData("However, can you send it?")]
    [InlineData("Thanks, that works.")]
    [InlineData("I talked to Acme about it, and Acme agreed.")]
    [InlineData("Heute liegt der Vertrag bei der Rechtsabteilung.")]
    [InlineData("Wir sprechen mit Kunden über die Preise.")]
    [InlineData("Ich schicke Ihnen das Angebot von Montag.")]
    [InlineData("Nous partons de Paris.")]
    public void Ordinary_words_stay(string said) => Assert.Equal(said, Of(said).Hide(said));

    [Fact]
    public void A_name_that_gives_itself_away_once_is_hidden_wherever_it_stands()
    {
        var disguise = Of("Could you ask Priya?", "Fine. Priya is in on Monday.", "Then Priya it is.");
        Assert.DoesNotContain("Priya", disguise.Hide("Then Priya it is."));
        // seen in lower case as well, it is a word
        Assert.Equal("Could you ask Rose?", Of("Could you ask Rose?", "The price rose.").Hide("Could you ask Rose?"));
    }

    [Fact]
    public void Who_is_called_otherwise_in_the_transcript_is_hidden_by_both_names()
    {
        var heard = new HeardSpeakers([new HeardSpeaker("Sam", new SpeakerIs(SpeakerKind.Theirs, Name: "Samuel Ortiz")), new HeardSpeaker("Speaker 2", new SpeakerIs(SpeakerKind.Theirs, Name: "Kim Lang"))]);
        Assert.Equal(["Sam"], heard.Labels);
        var transcript = new Transcript(TranscriptFormat.Plain, [new Cue("1", null, null, "Sam", "so sam has it, and samuel signs")]);
        var hidden = Disguise.Of(heard.Named(transcript), RecapCall.On(Transcripts.Day) with { Labels = heard.Labels }).Hide(transcript.Cues[0].Text);
        Assert.DoesNotContain("sam", hidden, StringComparison.OrdinalIgnoreCase);
    }

    private static Disguise Of(params string[] said)
    {
        var cues = said.Select((s, i) => new Cue($"{i + 1}", null, null, i % 2 == 0 ? "Nina" : "Carlos", s));
        return Disguise.Of(new Transcript(TranscriptFormat.Plain, [.. cues, new Cue("end", null, null, "Carlos", "okay, bye.")]), RecapCall.On(Transcripts.Day) with { Companies = ["Acme", "Onboarding rollout"] });
    }
}
