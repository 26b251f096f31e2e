using System.Text;
using BotCoach.Recaps.Reading;

namespace BotCoach.Tests.Recaps;

/// <summary>WebVTT and SRT as they come when something went wrong: no word is lost, and no two cues share an id.</summary>
public sealed class BrokenTranscriptTests
{
    [Theory]
    // no mark, no blank lines, no ids
    [InlineData("00:01.000 --> 00:02.000\n<v Ana>One.\n00:02.000 --> 00:03.000\n<v Ben>Two.", "Ana: One.|Ben: Two.")]
    // SRT without blank lines: the number above the times is an id
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nAna: One.\n2\n00:00:02,000 --> 00:00:03,000\nBen: Two.", "Ana: One.|Ben: Two.")]
    // blank lines within a cue
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>One\n\nand more.</v>\n\n00:02.000 --> 00:03.000\n<v Ben>Two.</v>", "Ana: One and more.|Ben: Two.")]
    // an arrow gone wrong, an end gone missing, a time gone wrong
    [InlineData("WEBVTT\n\n00:01.000 -> 00:02.000\n<v Ana>One.</v>\n\n00:02.000 -->\n<v Ben>Two.</v>\n\n00:xx.000 --> 00:04.000\n<v Ana>Three.</v>", "Ana: One.|Ben: Two.|Ana: Three.")]
    // comments and styles in the midst
    [InlineData("WEBVTT\nKind: captions\n\nNOTE\nConfidence 0.8\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:02.000 align:start\n<v.loud Ana>One.</v>", "Ana: One.")]
    // two voices in one cue, tags, entities, and what only looks like them
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>A &amp; B &lt;3</v> <v Ben>5 < 6 & <i>so</i> on</v>", "Ana: A & B <3|Ben: 5 < 6 & so on")]
    // broken off in the midst
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>One.</v>\n\n00:02.000 --> 00:0", "Ana: One.|?: ")]
    // words before any times
    [InlineData("WEBVTT\n\n<v Ana>Zero.</v>\n\n00:01.000 --> 00:02.000\n<v Ana>One.</v>", "Ana: Zero.|Ana: One.")]
    // Graph's JSON, broken in the second cue
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n{\"speakerName\":\"Ana\",\"spokenText\":\"One.\"}\n\n00:02.000 --> 00:03.000\n{\"speakerName\":\"Ben\",\"spoken", "Ana: One.|?: {\"speakerName\":\"Ben\",\"spoken")]
    // old line ends, and an empty name
    [InlineData("WEBVTT\r\r00:01.000 --> 00:02.000\r<v >One.</v>\r\r00:02.000 --> 00:03.000\rTwo.", "?: One.|?: Two.")]
    public void Broken_webvtt_is_read_as_far_as_it_goes(string text, string said) => Assert.Equal(said.Split('|'), Transcripts.Said(Transcripts.Read(text)));

    [Fact]
    public void Text_that_begins_like_json_is_text() =>
        Assert.Equal(["Ana: Hi.", "Ben: Yes."], Transcripts.Said(Transcripts.Read("[1]\n\nAna: Hi.\nBen: Yes.")).TakeLast(2));

    [Fact]
    public void Half_a_character_in_a_captions_json_stays_as_it_came() =>
        Assert.Single(Transcripts.Read("WEBVTT\n\n00:01.000 --> 00:02.000\n{\"speakerName\":\"Ana\",\"spokenText\":\"\\ud83d\"}\n").Cues);

    [Fact]
    public void A_promise_without_a_blank_is_cut_where_it_must_be() =>
        Assert.True(Transcripts.Draft($"Ana: I'll send you {new string('x', 500)} by Friday.\nBen: {new string('y', 400)}.").NextSteps.All(s => s.Action.Length <= 201));

    [Fact]
    public void Ids_that_come_twice_are_told_apart_and_missing_ones_are_made()
    {
        var cues = Transcripts.Read("WEBVTT\n\n1\n0:01 --> 0:02\n<v Ana>One.</v><v Ben>Two.</v>\n\n1\n0:02 --> 0:03\nThree.\n\n0:03 --> 0:04\nFour.\n").Cues;
        Assert.Equal(["1", "1~2", "1~3", "4"], cues.Select(c => c.Id));
    }

    [Fact]
    public void Times_before_the_recording_and_very_long_calls_are_kept_as_they_are()
    {
        var cues = Transcripts.Read("WEBVTT\n\n-00:00:01.500 --> 00:00:00.250\n<v Ana>Early.</v>\n\n04:12:00.000 --> 104:00:01.000\n<v Ana>Late.</v>\n").Cues;
        Assert.Equal([(-1.5, 0.25), (15120.0, 374401.0)], cues.Select(c => (c.Start!.Value.TotalSeconds, c.End!.Value.TotalSeconds)));
    }

    [Fact]
    public void Cutting_and_scrambling_a_file_never_throws_and_never_loses_a_word()
    {
        var whole = Encoding.UTF8.GetBytes("WEBVTT\n\nid/1-0\n00:01.000 --> 00:02.000\n<v Ana Núñez>One &amp; <b>two</b>.</v>\n\n\nid/1-1\n00:02.000 --> 00:03.000\n{\"speakerName\":\"Ben\",\"spokenText\":\"Three\"}\n\nNOTE x\n\n00:03 --> 00:04\nAna: four\n");
        for (var cut = 0; cut <= whole.Length; cut++) Assert.True(TranscriptReader.Read(whole.AsSpan(0, cut)) is { Refused: not null } or { Transcript: not null });
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var broken = (byte[])whole.Clone();
            for (var j = 0; j < 6; j++) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            var (transcript, refused) = TranscriptReader.Read(broken);
            Assert.True(transcript is null != refused is null);
            if (transcript is not null) Assert.Equal(transcript.Cues.Count, transcript.Cues.Select(c => c.Id).Distinct().Count());
        }
    }

    [Fact]
    public void Every_word_of_a_long_captions_file_is_in_its_cues()
    {
        var text = new StringBuilder("WEBVTT\n\n");
        for (var i = 0; i < 500; i++) text.Append($"{(i % 3 == 0 ? $"{i}\n" : "")}00:{i / 60:00}:{i % 60:00}.000 --> 00:{i / 60:00}:{i % 60:00}.900\n{(i % 2 == 0 ? "<v Ana>" : "")}word{i}{(i % 5 == 0 ? "\nmore" + i : "")}\n{(i % 7 == 0 ? "" : "\n")}");
        var all = string.Join(' ', Transcripts.Read(text.ToString()).Cues.Select(c => c.Text)).Split(' ').ToHashSet();
        for (var i = 0; i < 500; i++) Assert.True(all.Contains($"word{i}") && (i % 5 != 0 || all.Contains($"more{i}")), $"word{i} is lost");
    }
}
