namespace BotCoach.Browser;

/// <summary>The commands of the built assembly, as they are typed.</summary>
public sealed class CommandTests : IDisposable
{
    private const int Refused = 2;
    private readonly string _home = Directory.CreateTempSubdirectory("botcoach-command-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("--help", "botcoach import FILE")]
    [InlineData("serve --help", "--ConnectionStrings:BotCoach")]
    [InlineData("import --help", "--dry-run")]
    public async Task Help_is_printed_and_nothing_else_happens(string words, string said)
    {
        var (code, output, errors) = await RunAsync(words);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(said, output);
        Assert.Empty(Directory.GetFileSystemEntries(_home));
    }

    [Theory]
    [InlineData("--Playground:Enabled maybe", "Playground:Enabled is \"maybe\"", "true, false, or nothing")]
    [InlineData("--Playground:Enable false", "Playground:Enable is \"false\"", "only Playground:Enabled")]
    [InlineData("--Playground:Enabled", "--Playground:Enabled needs a value", "--help")]
    [InlineData("--ConnectionStrings:BotCoach=nonsense", "ConnectionStrings:BotCoach is \"nonsense\"", "Data Source=")]
    [InlineData("--urls foo", "urls is \"foo\"", "http://localhost:5080")]
    [InlineData("sevre", "no command 'sevre'", "serve, import, stages, recap, metrics, digest, process-review, crm, backup and restore")]
    [InlineData("restore absent.zip", "There is no file absent.zip", "")]
    [InlineData("backup", "backup needs one file", "--help")]
    [InlineData("serve now", "takes no 'now'", "--help")]
    [InlineData("--ConnectionStrings:BotCoach=Data\u00a0Source=/proc/none/botcoach.db", "/proc/none", "")]
    public async Task A_start_that_cannot_be_is_refused_in_one_sentence(string words, string said, string allowed)
    {
        var (code, output, errors) = await RunAsync(words);
        Assert.Equal((Refused, ""), (code, output));
        Assert.Contains(said, errors);
        Assert.Contains(allowed, errors);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        await using var first = await BuiltApp.StartAsync();
        var (code, _, errors) = await BuiltApp.CommandAsync(_home, "--urls", first.Address.ToString().TrimEnd('/'));
        Assert.Equal(Refused, code);
        Assert.Contains("address already in use", errors);
        Assert.Contains("--urls", errors);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_import_says_first_what_it_would_do_and_then_does_it_once()
    {
        var file = Path.Combine(_home, "deals.csv");
        await File.WriteAllLinesAsync(file, ["id,name,owner,stage,amount,close date", "1,Acme,Ann,Won,1200.50,2026-01-15", "2,Beta,Ann,Discovery,900,2027-03-01", "3,Gamma,Ben,Discovery,a lot,2027-03-01"]);
        var dry = await BuiltApp.CommandAsync(_home, "import", file, "--dry-run");
        Assert.Equal(0, dry.Code);
        Assert.Contains("this is not an amount", dry.Output);
        var done = await BuiltApp.CommandAsync(_home, "import", file);
        Assert.Equal(0, done.Code);
        Assert.Matches("Deals +2\n", done.Output);
        Assert.Matches("Won value +1,200.50\n", done.Output);
        Assert.Matches("Refused +1\n", done.Output);
        var again = await BuiltApp.CommandAsync(_home, "import", file, "--json");
        Assert.Contains("\"unchanged\":2", again.Output.Replace(" ", ""));
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(string words) =>
        BuiltApp.CommandAsync(_home, [.. words.Split(' ').Select(w => w.Replace('\u00a0', ' '))]);
}
