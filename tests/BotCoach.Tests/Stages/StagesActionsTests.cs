using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Stages;

public sealed class StagesActionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task Typing_stages_shows_those_of_the_default_process_each_with_a_button(Db kind)
    {
        await using var chat = await StartAsync(kind);
        var message = await chat.TypeAsync("");
        Assert.Contains("How we sell: New business", message.Words);
        Assert.Contains("3. Discovery", message.Words);
        Assert.Contains("7. Handoff, onboarding, expansion (after the win)", message.Words);
        Assert.Equal(7, message.AllButtons.Count(b => b.Action == "stage.show"));
        Assert.Equal("SMB velocity", Assert.Single(message.AllButtons, b => b.Action == "stage.list").Label);
        Assert.Contains("How we sell: SMB velocity", (await chat.TypeAsync("smb")).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stages_page_says_what_it_proves_and_what_counts_as_evidence(Db kind)
    {
        await using var chat = await StartAsync(kind);
        var page = await chat.PressAsync((await chat.TypeAsync("")).AllButtons.Single(b => b.Value.EndsWith(":business-case", StringComparison.Ordinal)));
        Assert.Contains("5. Business case and internal alignment", page.Words);
        Assert.Contains("They put their own numbers into the business case", page.Words);
        Assert.Contains("A quantified business case is agreed. (shown by the business case, as a link or file or a quote from the buyer)", page.Words);
        Assert.Contains("Whose numbers are in the business case, ours or theirs?", page.Words);
        Assert.Contains("Also to be known\n• The champion is known", page.Words);
        Assert.Equal(["Previous", "Next", "All stages"], page.AllButtons.Select(b => b.Label));
        var next = await chat.PressAsync(page.AllButtons.Single(b => b.Label == "Next"));
        Assert.Contains("6. Proposal, negotiation and close", next.Words);
        Assert.Contains("How we sell: New business", (await chat.PressAsync(next.AllButtons.Single(b => b.Label == "All stages"))).Words);
    }

    [Theory, OnSqlite]
    public async Task Every_page_of_every_template_can_be_shown(Db kind)
    {
        await using var chat = await StartAsync(kind);
        foreach (var process in (string[])["new business", "smb"])
            foreach (var button in (await chat.TypeAsync(process)).AllButtons.Where(b => b.Action == "stage.show"))
                Assert.NotEmpty((await chat.PressAsync(button)).Blocks);
    }

    [Theory, OnSqlite]
    public async Task A_button_of_a_stage_that_is_gone_says_so(Db kind)
    {
        await using var chat = await StartAsync(kind);
        foreach (var value in (string[])[$"{Guid.NewGuid()}:discovery", $"{chat.Process}:no-such", "rubbish", ""])
            Assert.Contains("no longer part of the process", Assert.IsType<Say>(await chat.SendAsync(new ButtonPressed("x", Chat.Caller, "stage.show", value), value)).Message.Words);
    }

    [Theory, OnSqlite]
    public async Task Where_nothing_is_published_it_is_said(Db kind)
    {
        await using var chat = await StartAsync(kind, setUp: false);
        Assert.Contains("No process is published yet", Assert.IsType<Say>(await chat.SendAsync(new CommandTyped("x", Chat.Caller, "stages"), "")).Message.Words);
    }

    private static async Task<Chat> StartAsync(Db kind, bool setUp = true)
    {
        var database = await Databases.NewAsync(kind);
        var workspace = Guid.CreateVersion7(Now);
        var db = database.Open(workspace);
        var person = new Person { WorkspaceId = workspace, Id = Guid.CreateVersion7(Now), Name = "Rita Rep" };
        db.Workspaces.Add(new Workspace { Id = workspace, Name = "Company", CreatedAt = Now });
        db.People.Add(person);
        if (setUp) await new StageShelf(db).EnsureBuiltInAsync(Now);
        await db.SaveChangesAsync();
        return new Chat(database, workspace, person) { Process = setUp ? (await new StageShelf(db).ChooseAsync(null, null, null)).ProcessId : default };
    }

    private sealed class Chat(TestDatabase database, Guid workspace, Person person) : IAsyncDisposable
    {
        public static readonly Caller Caller = new("test", "T", "U");
        private int _count;

        public Guid Process { get; init; }

        public Task<Message> TypeAsync(string words) => SeenAsync(id => new CommandTyped(id, Caller, $"stages {words}"), words);

        public Task<Message> PressAsync(Button button) => SeenAsync(id => new ButtonPressed(id, Caller, button.Action, button.Value), button.Value);

        public async Task<Reply> SendAsync(Inbound inbound, string value)
        {
            var db = database.Open(workspace);
            var actions = new StagesActions(new StageShelf(db), new Outbox(db));
            var turn = new Turn(person, new Actor(person.Id, Role.Rep, "test", By.Click), new Reader("en", "Etc/UTC"), Now, inbound) { Value = value };
            var reply = inbound is ButtonPressed { Action: "stage.show" } ? await actions.ShowAsync(turn) : await actions.ListAsync(turn);
            await db.SaveChangesAsync();
            return reply;
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();

        private async Task<Message> SeenAsync(Func<string, Inbound> make, string value)
        {
            var id = $"in-{++_count}";
            Assert.IsType<Nothing>(await SendAsync(make(id), value));
            var row = await database.Open(workspace).OutgoingMessages.SingleAsync(m => m.Key == $"answer:{id}");
            return Message.FromJson(row.Content);
        }
    }
}
