namespace BotCoach.Tests.House;

/// <summary>design.md, rule 6 and "Who commits": few save, few catch, one sends.</summary>
public sealed class CommitTests
{
    // Who, and for which unit of work.
    private static readonly Dictionary<string, string> Commits = new()
    {
        ["src/BotCoach/Chat/Inbox.cs"] = "one inbound",
        ["src/BotCoach/Chat/Arrival.cs"] = "the inbox's own scope",
        ["src/BotCoach/Chat/ChoreRunner.cs"] = "one unit of a chore",
        ["src/BotCoach/Admin/ConsoleUnit.cs"] = "one request to the console",
        ["src/BotCoach/Api/ApiDoor.cs"] = "one request to the API",
        ["src/BotCoach/Chat/OutboxClaims.cs"] = "the sender's own rows",
        ["src/BotCoach/Chat/OutboxRecords.cs"] = "the sender's own rows",
        ["src/BotCoach/Chat/LocalHost.cs"] = "the playground's clock and its people's addresses, host-wide",
        ["src/BotCoach/Deals/ImportUnits.cs"] = "an import's steps and chunks",
        ["src/BotCoach/Cli/ImportCommand.cs"] = "the company that a first import founds",
    };

    // Who catches whatever comes, and what becomes of it.
    private static readonly Dictionary<string, string> Catches = new()
    {
        ["src/BotCoach/Chat/Inbox.cs"] = "an apology, with a number, in a second transaction",
        ["src/BotCoach/Chat/ChoreRunner.cs"] = "logged; the next tick tries again",
        ["src/BotCoach/Api/ApiDoor.cs"] = "a clash alone, tried again",
        ["src/BotCoach/Chat/OutboxLoop.cs"] = "logged; the next tick tries again",
        ["src/BotCoach/Storage/DbFaults.cs"] = "a lost database alone, said in the wire's own word",
        ["src/BotCoach/Cli/Commands.cs"] = "what lies with the machine or its settings, said in one sentence",
        ["src/BotCoach/Chat/OutboxSender.cs"] = "a message that makes us fail is given up",
        ["src/BotCoach.Channels/Afterwards.cs"] = "logged; what was kept for later is tried again",
        ["src/BotCoach/Chat/Pause.cs"] = "what may pass is tried again; the last try's fault rises",
    };

    [Fact]
    public void Rule_6_only_those_named_commit()
    {
        var offenders = Calls.Product.Where(IsCommit).Where(c => !MayCommit(c.File)).Select(c => c.ToString());
        Sources.None("Features change rows; the inbox, the chore runner, the sender and the import commit:", offenders);
    }

    [Fact]
    public void Rule_6_who_is_named_as_committing_does()
    {
        var files = Calls.Product.Where(IsCommit).Select(c => c.File).ToHashSet();
        Sources.None("Named, but does not commit (any more):", Commits.Keys.Where(f => !files.Contains(f)));
    }

    [Fact]
    public void Rule_6_only_those_named_catch_whatever_comes() =>
        Sources.None("Let it rise; the inbox and the chore runner catch:", Sources.Product.Where(s => !Catches.ContainsKey(s.Path)).SelectMany(s =>
            s.Where(@"catch\s*(\{|\(\s*(System\.)?Exception\s*\w*\s*\)(?!\s*when \((\w+) is ))")));

    [Fact]
    public void Rule_6_only_the_sender_sends()
    {
        string[] verbs = ["SendAsync", "EditAsync"];
        var senders = Calls.Product.Where(c => c.Callee.DeclaringType == typeof(BotCoach.Channels.IChannel) && verbs.Contains(c.Callee.Name)).ToList();
        Assert.NotEmpty(senders);
        Sources.None("Only the outbox's sender sends:", senders.Where(c => c.File != "src/BotCoach/Chat/OutboxSender.cs").Select(c => c.ToString()));
    }

    // The storage's own: the host's notes and keys, which belong to no unit of work, and what the others begin one with.
    private static bool MayCommit(string file) => Commits.ContainsKey(file) || file.StartsWith("src/BotCoach/Storage/", StringComparison.Ordinal);

    private static bool IsCommit(Call call) => call.Callee.Name is "SaveChangesAsync" or "SaveChanges" or "BeginTransaction" or "BeginTransactionAsync"
        or "CommitTransactionAsync" or "CommitAsync" or "Commit" || call.Name == "BotCoach.Storage.Transactions::BeginAsync";
}
