using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Rollout;

public sealed class StagesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-stages-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_goes_out_and_comes_back_in_as_the_same(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var file = Path.Combine(_folder, "testing.yaml");
        Assert.Equal(0, (await RunAsync(house, "export", file)).Code);
        var (code, output, _) = await RunAsync(house, "diff", file);
        Assert.Equal((0, "The file says the same as version 1 of Testing."), (code, output.Trim()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_changed_file_is_told_in_words_and_becomes_the_draft_and_is_published_when_asked(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        var file = Write(StageBookYaml.Write(ReleaseTests.Reworded(TestBook.Whole(), "They said what hurts.")));
        var (code, output, _) = await RunAsync(house, "diff", file);
        Assert.Equal(1, code);
        Assert.Contains("Discovery: “They said what hurts.”: was “The buyer told us the problem in their words.”.", output);
        Assert.Equal(0, (await RunAsync(house, "import", file)).Code);
        await house.Host.RunDueAsync();
        Assert.Equal(1, (await house.ReadAsync(id)).ProcessVersion);
        Assert.Contains("is published; its open deals follow", (await RunAsync(house, "import", file, "--publish")).Output);
        await house.Host.RunDueAsync();
        Assert.Equal(2, (await house.ReadAsync(id)).ProcessVersion);
    }

    [Theory, OnSqlite]
    public async Task A_file_without_ids_begins_a_new_process_and_is_refused_for_one_that_exists(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var bare = string.Join('\n', StageBookYaml.Write(TestBook.Whole()).Split('\n').Where(l => !l.TrimStart().StartsWith("id: ", StringComparison.Ordinal)).Select(l => l.Replace("- id: ", "- id: ~ #", StringComparison.Ordinal)));
        var (code, _, errors) = await RunAsync(house, "import", Write(bare));
        Assert.Equal(2, code);
        Assert.Contains("'id'", errors);
        Assert.Contains("Testing exists: its answers are kept by these ids, so the file must have them.", errors);
        Assert.Equal(0, (await RunAsync(house, "import", Write(bare), "--process", "Another")).Code);
        var draft = await house.Host.ReadAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(v => v.State == VersionState.Draft));
        var (again, _, why) = await RunAsync(house, "import", Write(bare), "--process", "another");
        Assert.Equal(2, again);
        Assert.Contains("Another exists", why);
        Assert.Equal(["discovery", "evaluation", "closing", "onboarding"], StageBookJson.Read(draft.Document).Stages.Select(s => s.Id));
    }

    [Theory, OnSqlite]
    public async Task Somebodys_draft_is_not_overwritten_unless_it_is_asked_for(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Ada.TypesAsync("/coach stages edit");
        var file = Write(StageBookYaml.Write(ReleaseTests.Reworded(TestBook.Whole(), "They said what hurts.")));
        var (code, _, errors) = await RunAsync(house, "import", file);
        Assert.Equal(2, code);
        Assert.Contains("Ada is working on the draft of Testing", errors);
        Assert.Equal(0, (await RunAsync(house, "import", file, "--replace")).Code);
    }

    [Theory, OnSqlite]
    public async Task What_is_wrong_with_a_file_is_said_with_its_place_and_as_json(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var yaml = StageBookYaml.Write(TestBook.Whole());
        var twice = Write(yaml.Replace("id: two", "id: one", StringComparison.Ordinal));
        var (code, output, _) = await RunAsync(house, "validate", twice, "--json");
        Assert.Equal(2, code);
        var problem = JsonDocument.Parse(output).RootElement.GetProperty("problems").EnumerateArray().First(p => p.GetProperty("level").GetString() == "error");
        Assert.Equal("The stage's id 'one' is taken by stages/1 one.", problem.GetProperty("sentence").GetString());
        Assert.Equal((2, true), (await RunAsync(house, "validate", Write(yaml.Replace("name: Discovery", "name: Discovery\n    colour: red", StringComparison.Ordinal)))) is var (c, _, e) ? (c, e.Contains("line ", StringComparison.Ordinal) && e.Contains("'colour' is not known here", StringComparison.Ordinal)) : default);
        Assert.Contains("There is no file", (await RunAsync(house, "validate", Path.Combine(_folder, "none.yaml"))).Errors);
        Assert.Contains("10 MB", (await RunAsync(house, "validate", Write(new string('#', 10 << 20)))).Errors);
        Assert.Contains("Aliases", (await RunAsync(house, "validate", Write("name: &a x\ndescription: *a"))).Errors);
    }

    [Theory]
    [InlineData("stages needs one of export, validate, diff and import behind it; see stages --help.")]
    [InlineData("stages needs one of export, validate, diff and import behind it, not 'show'; see stages --help.", "show")]
    [InlineData("Which file? botcoach stages diff FILE; see stages --help.", "diff")]
    [InlineData("stages diff has no option '--publish'; see stages --help.", "diff", "a.yaml", "--publish")]
    [InlineData("stages diff takes one file, and 'b.yaml' is a second one.", "diff", "a.yaml", "b.yaml")]
    [InlineData("--process needs a value; see stages --help.", "diff", "a.yaml", "--process")]
    [InlineData("--publish takes no value; leave it away instead of '--publish=no'.", "import", "a.yaml", "--publish=no")]
    [InlineData("export - writes the process itself to the standard output; --json needs a file.", "export", "-", "--json")]
    public void What_is_wrong_with_the_command_is_one_sentence(string sentence, params string[] words) => Assert.Equal(sentence, StagesOptions.Of(words).Wrong);

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(DealHouse house, params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await StagesCommand.RunAsync(house.Host.App.Services, StagesOptions.Of(words).Options!, output, errors, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
