namespace BotCoach.Tests.House;

/// <summary>design.md, rule 5: state, judgement and words are pure.</summary>
public sealed class PureTests
{
    private static readonly string[] Endings = ["Rules.cs", "Message.cs", "Gate.cs"];

    [Fact]
    public void Rule_5_state_judgement_and_words_have_no_database_no_async_no_clock_and_no_log()
    {
        var pure = Sources.Coach.Where(IsPure).ToList();
        Assert.True(pure.Count >= 10, $"only {pure.Count} files were taken for pure");
        Sources.None("Pure files take what they need as parameters:", pure.SelectMany(s => s.Where(
            @"using Microsoft\.EntityFrameworkCore|\basync\b|\bawait\b|\bTask<|\bTimeProvider\b|\bILogger\b|\bBotCoachDb\b|\bGetUtcNow\b")));
    }

    private static bool IsPure(Source source) => source.Room is not ("" or "Storage" or "Cli" or "Admin") &&
        (Endings.Any(e => source.Name.EndsWith(e, StringComparison.Ordinal)) || source.Path.Contains("/Rules/") || source.Has(@"class \w+\s*:\s*IWorkspaceRow\b"));
}
