using System.Text;
using BotCoach.Recaps;
using BotCoach.Recaps.Reading;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>Every recorder's file, as it is when nothing is wrong with it.</summary>
public sealed class TranscriptReaderTests
{
    [RecapDataFact]
    public void Teams_keeps_its_own_cue_ids_its_odd_times_and_names_with_commas()
    {
        var guid = Transcripts.File("transcript-formats/teams_export_guid_cues.own-text.vtt").Cues;
        Assert.Equal(["91b3f3c3-44c6-4a8b-8c0a-add105d816bd/32-0", "91b3f3c3-44c6-4a8b-8c0a-add105d816bd/32-1", "91b3f3c3-44c6-4a8b-8c0a-add105d816bd/33-0"], guid.Select(c => c.Id));
        Assert.Equal("Buyer, Two (Finance)", guid[1].Speaker);
        Assert.Equal("Happy to. We have two things to cover, and I have a hard stop at half past.", guid[1].Text);
        var odd = Transcripts.File("transcript-formats/teams_short_timeframe.vtt").Cues;
        Assert.Equal([(0.0, 0.57), (0.21, 1.13)], odd.Select(c => (c.Start!.Value.TotalSeconds, c.End!.Value.TotalSeconds)));
    }

    [RecapDataFact]
    public void Graphs_two_contents_say_who_spoke_and_its_description_of_a_transcript_is_none()
    {
        Assert.Equal(["User Name: This is a transcript test."], Transcripts.Said(Transcripts.File("transcript-formats/graph_content.vtt")));
        Assert.Equal(["User Name: This is a transcription test."], Transcripts.Said(Transcripts.File("transcript-formats/graph_metadatacontent.vtt")));
        var reading = TranscriptReader.Read(File.ReadAllBytes(Path.Combine(RecapDataFactAttribute.Folder!, "transcript-formats/graph_calltranscript.json")));
        Assert.Equal("This is what Microsoft Graph says about a transcript, not the transcript: fetch its content as text/vtt.", reading.Refused);
    }

    [RecapDataFact]
    public void Zooms_unclosed_voices_and_its_names_before_a_colon_are_speakers()
    {
        Assert.Equal(["Professor Smith", "Student A", "Professor Smith", "Student B", "Professor Smith"], Transcripts.File("transcript-formats/zoom_voice_tag_unclosed.vtt").Cues.Select(c => c.Speaker));
        Assert.Equal(["Ana López: Welcome everyone.", "Rob Hernandez: Thanks, quick update on pricing.", "Ana López: Let us sign."], Transcripts.Said(Transcripts.File("transcript-formats/zoom_shape_speaker_colon.vtt")));
    }

    [RecapDataFact]
    public void Youtubes_captions_are_read_without_their_style_and_inner_times()
    {
        Assert.Equal(["yeah", "yeah what", "this will happen is I'm telling", "this will happen is I'm telling"], Transcripts.File("transcript-formats/youtube_dl_inline_timestamps.vtt").Cues.Select(c => c.Text));
        var sbv = Transcripts.File("transcript-formats/youtube_sample.sbv");
        Assert.Equal((TranscriptFormat.Sbv, 5, "Caption text #3 (line 1)\nCaption text #3 (line 2)"), (sbv.Format, sbv.Cues.Count, sbv.Cues[2].Text));
        Assert.True(sbv.Cues[4].End < sbv.Cues[4].Start, "the last cue ends before it starts, and is kept so");
    }

    [RecapDataFact]
    public void Otter_gong_fireflies_and_meet_are_read_and_an_error_or_an_empty_call_is_told_apart()
    {
        var otter = Transcripts.File("transcript-formats/otter_text_shape.txt");
        Assert.Equal(["Unknown Speaker: we can move the renewal date,", "Speaker 1: then please send the new quote tomorrow.", "Speaker 2: Will do, talk next week."], Transcripts.Said(otter));
        Assert.Equal((TimeSpan.FromSeconds(3290), "Transcribed by https://otter.ai"), (otter.Cues[0].Start!.Value, Assert.Single(otter.Beside)));
        var gong = Assert.Single(Transcripts.File("transcript-formats/gong_calltranscripts_shape.json").Cues);
        Assert.Equal((TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(600), "6143068094786164742"), (gong.Start!.Value, gong.End!.Value, gong.Speaker));
        var meet = Transcripts.File("transcript-formats/meet_transcript_entries_shape.json");
        Assert.Equal(("conferenceRecords/abc-123/transcripts/t1/entries/e1", TimeSpan.Zero, TimeSpan.FromSeconds(4)), (meet.Cues[0].Id, meet.Cues[0].Start!.Value, meet.Cues[0].End!.Value));
        Assert.Equal(new LocalDate(2026, 8, 27), meet.HeldOn);
        Assert.Empty(Transcripts.File("transcript-formats/fireflies_transcript_silent.json").Cues);
        var gone = TranscriptReader.Read(File.ReadAllBytes(Path.Combine(RecapDataFactAttribute.Folder!, "transcript-formats/gong_error_404.json")));
        Assert.Equal("This is the answer of a recorder that has no such call, not a transcript: No calls found corresponding to the provided filters.", gone.Refused);
    }

    [Fact]
    public void Fireflies_and_gong_name_who_was_there_with_their_addresses()
    {
        var fireflies = Transcripts.Read("""
            {"data":{"transcript":{"title":"Acme","participants":["rita@us.example","dana@acme.example,ole@acme.example"],
            "meeting_attendees":[{"displayName":"Dana Lee","email":"dana@acme.example","phoneNumber":null,"name":null,"location":null},{"displayName":null,"email":"kim@acme.example"},{"displayName":"A room","email":"not an address"},{}],
            "sentences":[{"index":0,"speaker_name":"Dana Lee","text":"We start in May.","start_time":1.5,"end_time":2.25}]}}}
            """);
        Assert.Equal(["Dana Lee <dana@acme.example>", "kim@acme.example", "A room", "rita@us.example", "ole@acme.example"], fireflies.Attendees.Select(a => a.Took.Line));
        var gong = Transcripts.Read("""
            {"callTranscripts":[{"callId":"1","transcript":[{"speakerId":"61","topic":"x","sentences":[{"start":60,"end":600,"text":"We start in May."}]}]}],
            "calls":[{"metaData":{"id":"1"},"parties":[{"id":"p1","emailAddress":"dana@acme.example","name":"Dana Lee","title":"CFO","speakerId":"61","affiliation":"External"},{"id":"p2","emailAddress":"ole@acme.example"}]}]}
            """);
        Assert.Equal(["Dana Lee <dana@acme.example>", "ole@acme.example"], gong.Attendees.Select(a => a.Took.Line));
        Assert.Equal(("Dana Lee", "CFO"), (gong.Cues[0].Speaker, gong.Attendees[0].Role));
        Assert.Empty(Transcripts.File("transcript-formats/fireflies_transcript_silent.json").Attendees);
    }

    [Fact]
    public void Fireflies_and_gong_name_their_speakers_where_the_file_does()
    {
        var fireflies = Transcripts.Read("""{"data":{"transcript":{"sentences":[{"index":7,"speaker_name":"Ana","speaker_id":0,"text":"We start in May.","raw_text":"x","start_time":1.5,"end_time":2.25}]}}}""");
        Assert.Equal(new Cue("7", TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.25), "Ana", "We start in May."), Assert.Single(fireflies.Cues));
        var gong = Transcripts.Read("""{"parties":[{"speakerId":"9","name":"Ben"}],"callTranscripts":[{"transcript":[{"speakerId":"9","sentences":[{"start":0,"end":5,"text":"Hi."},{"start":6,"end":9,"text":"Bye."}]}]}]}""");
        Assert.Equal(["Ben: Hi.", "Ben: Bye."], Transcripts.Said(gong));
        var meet = Transcripts.Read("""{"participants":[{"name":"c/1/participants/p1","signedinUser":{"user":"users/1","displayName":"Cleo"}}],"transcriptEntries":[{"name":"e1","participant":"c/1/participants/p1","text":"Hi.","startTime":"2026-08-27T10:00:00Z"}]}""");
        Assert.Equal(["Cleo: Hi."], Transcripts.Said(meet));
    }

    [RecapDataFact]
    public void A_calls_page_in_markdown_gives_its_turns_its_people_and_its_day_and_keeps_notes_beside()
    {
        var call = Transcripts.File("sales-calls/demo-call-success-01.md");
        Assert.Equal((TranscriptFormat.Markdown, 56, new LocalDate(2024, 2, 3)), (call.Format, call.Cues.Count, call.HeldOn));
        Assert.Contains(new Attendee("Amy Chen", "VP Sales, SalesForce360"), call.Attendees);
        Assert.Contains("- Stakeholder coverage: 72 (yellow—we've talked to 3 of 5 key stakeholders)", call.Cues.Single(c => c.Text.StartsWith("Here's the breakdown", StringComparison.Ordinal)).Text);
        Assert.Contains("**Outcome:** Moving to pilot phase", call.Beside);
        Assert.DoesNotContain(call.Cues, c => c.Text.Contains("Clear next step with pilot proposal", StringComparison.Ordinal) || c.Speaker is "Outcome" or "Date");
    }

    [Theory]
    [InlineData("Ana: Hello.\nBen: Hi, Ana.", "Ana: Hello.|Ben: Hi, Ana.")]
    [InlineData("Ana: Hello.", "Ana: Hello.")]
    [InlineData("[00:01] Ana: Hello.\n[00:05] Ben (Acme): Hi.\n[01:02:03] Ana: Bye.", "Ana: Hello.|Ben (Acme): Hi.|Ana: Bye.")]
    [InlineData("Ana (00:12): Hello.\nAna (00:15): Again.", "Ana: Hello.|Ana: Again.")]
    [InlineData("rep: Hello.\nbuyer: Hi.\nrep: Again.\nbuyer: No.", "rep: Hello.|buyer: Hi.|rep: Again.|buyer: No.")]
    [InlineData("**Ana**: Hello.\n\n**Ben**: Hi.\n\n**Ana**: Bye.\n\n## Summary\nAna said hello.", "Ana: Hello.|Ben: Hi.|Ana: Bye.")]
    [InlineData("Ana: First line,\n  second line.\nNote: this is still Ana.\nAna: Done.", "Ana: First line,\nsecond line.\nNote: this is still Ana.|Ana: Done.")]
    public void Plain_text_with_names_is_read_turn_by_turn(string text, string said) => Assert.Equal(said.Split('|'), Transcripts.Said(Transcripts.Read(text)));

    [Theory]
    [InlineData("From: a@example.com\nTo: b@example.com\nSubject: Contract\nDate: today\n\nPlease sign.")]
    [InlineData("Name: Ana\nPhone: 1\nCity: Rome\nMail: x")]
    [InlineData("The quarter went well. We sold more than ever before, and nobody knows why.\n\nMore next week.")]
    [InlineData("Account,Owner,Stage\nAcme,Maya,Discovery\nBeta,Tom,Closing\n")]
    public void A_file_without_speakers_and_times_is_refused_in_one_sentence_that_says_what_is_read(string text) =>
        Assert.StartsWith("I find no speakers and no times in this file, so it is no transcript that I can read.", Transcripts.Refusal(text));

    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0 }, "a Word document or an archive")]
    [InlineData(new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', 0x2d }, "a PDF")]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d }, "a picture")]
    [InlineData(new byte[] { 0, 0, 0, 0x20, (byte)'f', (byte)'t', (byte)'y', (byte)'p' }, "a video or sound recording")]
    [InlineData(new byte[] { 1, 2, 0, 4, 5, 0, 7 }, "not text")]
    public void What_is_no_text_is_refused_by_what_it_is(byte[] file, string what) => Assert.Contains(what, TranscriptReader.Read(file).Refused);

    [Fact]
    public void A_web_page_and_strange_or_broken_json_are_refused_and_a_large_file_by_its_size()
    {
        Assert.Contains("a web page", Transcripts.Refusal("<!DOCTYPE html><html></html>"));
        Assert.Contains("no transcript that I know", Transcripts.Refusal("""{"deals":[1,2]}"""));
        Assert.Contains("damaged in line 2", Transcripts.Refusal("{\"data\":\n{\"transcript\":"));
        Assert.Contains("damaged in line 2", Transcripts.Refusal("{\"sentences\":[]}\n{\"sentences\":[]}"));
        Assert.Contains("half a character", Transcripts.Refusal("[{\"speaker\":\"Ana\",\"text\":\"\\ud83d\"}]"));
        Assert.Contains("at most 5 MB", TranscriptReader.Read(new byte[TranscriptReader.MostBytes + 1]).Refused);
    }

    [Fact]
    public void Other_encodings_are_read_as_what_they_are()
    {
        const string text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë Müller>Grüße, 5 € – ok?</v>\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            Encoding.Unicode.GetBytes(text), CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        ];
        foreach (var file in files) Assert.Equal(["Zoë Müller: Grüße, 5 € – ok?"], Transcripts.Said(TranscriptReader.Read(file).Transcript!));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("WEBVTT")]
    [InlineData("WEBVTT\n\nNOTE nothing was said\n")]
    [InlineData("""{"transcriptEntries":[]}""")]
    public void An_empty_call_is_an_empty_transcript(string text) => Assert.Empty(Transcripts.Read(text).Cues);
}
