using System.Text.Json;
using BotCoach.Cli;

namespace BotCoach.Tests.Recaps;

/// <summary><c>recap FILE</c>, as somebody types it.</summary>
public sealed class RecapCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-recap-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Json_has_the_names_that_stay()
    {
        var (code, output, errors) = await RunAsync("Rep: We help teams like yours. I'll send you the contract by Friday.\nBuyer: Good. I'm worried about the price.\nRep: Okay.\nBuyer: Bye.", "--json", "--date", "2026-11-30");
        Assert.Equal((0, ""), (code, errors));
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            ["cues", "summary", "next_steps", "problem", "impact", "success_criteria", "decisions", "objections", "competitors", "stakeholders", "risks", "proposed", "dropped", "writer"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["id", "start", "end", "speaker", "text"], json.GetProperty("cues")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            """{"owner":"Rep","side":"seller","action":"Send the contract by Friday","due":"2026-12-04","due_text":"Friday","condition":null,"cues":["1"]}""",
            JsonSerializer.Serialize(json.GetProperty("next_steps")[0], JsonSerializerOptions.Default).Replace("\\u0022", "\""));
        Assert.Equal(("price", "2"), (json.GetProperty("objections")[0].GetProperty("kind").GetString(), json.GetProperty("objections")[0].GetProperty("cues")[0].GetString()));
        Assert.Equal("""{"field":"next-step","value":"Send the contract by Friday","cues":["1"]}""", JsonSerializer.Serialize(json.GetProperty("proposed")[0]));
        Assert.Equal((0, "extractive"), (json.GetProperty("dropped").GetInt32(), json.GetProperty("writer").GetString()));
    }

    [Theory]
    [InlineData("WEBVTT\n")]
    [InlineData("")]
    public async Task An_empty_call_exits_0_with_empty_lists(string call)
    {
        var (code, output, _) = await RunAsync(call, "--json");
        Assert.Equal(0, code);
        Assert.All(JsonDocument.Parse(output).RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array), p => Assert.Equal(0, p.Value.GetArrayLength()));
    }

    [Fact]
    public async Task Parse_only_gives_the_cues_and_nothing_else()
    {
        var (_, output, _) = await RunAsync("WEBVTT\n\na/1\n00:01.500 --> 00:02.000\n<v Rep>I'll send you the contract by Friday.</v>\n", "--parse-only", "--json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("""{"id":"a/1","start":1.5,"end":2,"speaker":"Rep","text":"I'll send you the contract by Friday."}""", JsonSerializer.Serialize(json.GetProperty("cues")[0], new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(0, json.GetProperty("next_steps").GetArrayLength());
    }

    [Fact]
    public async Task A_file_that_is_no_transcript_exits_2_with_one_sentence()
    {
        var (code, output, errors) = await RunAsync("""{"errors":["No calls found"]}""", "--json");
        Assert.Equal((2, "", "This is the answer of a recorder that has no such call, not a transcript: No calls found."), (code, output, errors.Trim()));
    }

    [Theory]
    [InlineData("recap", "Which file? botcoach recap FILE; see recap --help.")]
    [InlineData("recap no-such.vtt", "There is no file no-such.vtt.")]
    [InlineData("recap a.vtt b.vtt", "recap takes one file, and 'b.vtt' is a second one.")]
    [InlineData("recap a.vtt --deal", "--deal needs the id of a deal; see recap --help.")]
    [InlineData("recap a.vtt --date friday", "--date needs a day written as 2026-12-03, not 'friday'; see recap --help.")]
    [InlineData("recap a.vtt --date", "--date needs a day written as 2026-12-03; see recap --help.")]
    [InlineData("recap a.vtt --json=yes", "--json takes no value; leave it away instead of '--json=yes'.")]
    public async Task A_wrong_word_is_answered_in_a_sentence(string typed, string sentence)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, await RecapCommand.RunAsync(CommandLine.Of(typed.Split(' ')), TextWriter.Null, errors));
        Assert.Equal(sentence, errors.ToString().Trim());
    }

    [Fact]
    public async Task In_a_terminal_each_line_says_where_it_stands_and_a_call_in_another_language_what_is_missing()
    {
        var (_, output, _) = await RunAsync("[00:01:05] Rep: We help teams like yours. I'll send you the contract by Friday.\n[00:01:10] Buyer: Good.\n[00:01:12] Rep: Bye.");
        Assert.Contains("3 lines of 2 speakers.", output);
        Assert.Contains("  - Rep: Send the contract by Friday, by Friday 4 December 2026 (“Friday”)  [00:01:05]", output);
        var (_, german, _) = await RunAsync("Anna: Ich schicke Ihnen das Angebot noch heute.\nBernd: Das ist gut, wir melden uns dann.\nAnna: Vielen Dank für die Zeit und auf Wiederhören.");
        Assert.Contains("I find nothing in it that was agreed, asked for or held against you.", german);
        Assert.Contains("mostly in German", german);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string call, params string[] words)
    {
        var file = Path.Combine(_folder, "call.txt");
        await File.WriteAllTextAsync(file, call);
        File.SetLastWriteTime(file, new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Local));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await RecapCommand.RunAsync(CommandLine.Of(["recap", file, .. words]), output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
