using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.Tests.Chat;

/// <summary>A host whose only feature is made for these tests: it answers, edits, opens a form, fails, or clashes, as it is told.</summary>
public sealed class Bench(Outbox outbox, Bench.Meanwhile meanwhile)
{
    /// <summary>What happens between a route's reading and its commit.</summary>
    public sealed class Meanwhile
    {
        public Func<Task> Act { get; set; } = () => Task.CompletedTask;
    }

    public static Task<CoachHost> StartAsync(Db kind) => CoachHost.StartAsync(kind, Adjust);

    public static void Adjust(IServiceCollection services)
    {
        services.AddScoped<Bench>().AddSingleton<Meanwhile>();
        services.Replace(ServiceDescriptor.Singleton(new RouteTable()
            .Command<Bench>("note", "note WORDS|writes it down", (bench, turn) => bench.NoteAsync(turn))
            .Command<Bench>("note well", "note well WORDS|writes it down better", (bench, turn) => bench.SayAsync(turn))
            .Command<Bench>("append", "append WORDS|adds to the message k", (bench, turn) => bench.AppendAsync(turn))
            .Command<Bench>("fail", "fail|goes wrong after writing", (bench, turn) => bench.FailAsync(turn))
            .Form<Bench>("bench.save", (bench, turn) => bench.FailAsync(turn))
            .Command<Bench>("form", "form|opens one", (_, _) => Task.FromResult<Reply>(new OpenForm(new Form("bench.save", "A form", [new TextField("words", "Words")]))))));
    }

    public static Task ShowAsync(CoachHost host, Driver person, string key, string words, Lane lane = Lane.Answer) => host.DoAsync(services =>
        services.GetRequiredService<Outbox>().ShowAsync(person.PersonId, key, Message.Say(words), host.Clock.Now, lane));

    private async Task<Reply> NoteAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, Message.Say($"Noted: {turn.Value}"));
        return Reply.None;
    }

    private async Task<Reply> AppendAsync(Turn turn)
    {
        var row = (await outbox.FindAsync("k"))!;
        await meanwhile.Act();
        outbox.Edit(row, Message.Say($"{Message.FromJson(row.Content).Words} {turn.Value}"), turn.Now);
        return Reply.None;
    }

    private Task<Reply> SayAsync(Turn turn) => Task.FromResult(Reply.Words($"Well noted: {turn.Value}"));

    private async Task<Reply> FailAsync(Turn turn)
    {
        await NoteAsync(turn);
        throw new InvalidOperationException("as the test asked");
    }
}
