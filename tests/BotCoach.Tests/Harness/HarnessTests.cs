using BotCoach.Channels;
using BotCoach.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotCoach.Tests.Harness;

/// <summary>The tools that the other tests lean on.</summary>
public sealed class HarnessTests
{
    [Fact]
    public async Task Nothing_happens_by_itself_unless_a_test_lets_it()
    {
        await using var still = await CoachHost.StartAsync(Db.Sqlite);
        await using var ticking = await still.StartAnotherAsync(services => services.AddSingleton<Ticking>());
        Assert.Empty(Own(still));
        Assert.Equal(2, Own(ticking).Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_to_be_shown_arrives_and_is_edited_where_it_stands(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");

        await ShowAsync(host, rita, "first words");
        await host.RunDueAsync();
        rita.Sees("first words");
        await ShowAsync(host, rita, "other words");
        await host.RunDueAsync();

        rita.Sees("other words");
        Assert.Single(rita.Chat);
        Assert.Equal(1, rita.LastMessage!.Edits);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_to_be_shown_later_is_shown_then(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await ShowAsync(host, rita, "later", host.Clock.Now.AddHours(5));

        await host.JumpAsync(TimeSpan.FromHours(4));
        Assert.Empty(rita.Chat);
        await host.JumpAsync(TimeSpan.FromHours(10));

        Assert.Equal(host.Clock.Now.AddHours(-9), rita.LastMessage!.SentAt);
    }

    [Fact]
    public async Task A_typed_word_gets_an_answer_and_a_repeated_delivery_the_same_one()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var first = await rita.TypesAsync("nonsense that is nothing");
        Assert.Equal(first.ToJson(), (await rita.RepeatsAsync()).ToJson());
        Assert.Equal(1, await host.ReadAsync(db => db.SeenInbounds.CountAsync()));
    }

    [Fact]
    public async Task The_platform_refuses_what_a_real_one_refuses_and_the_driver_says_so()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await ShowAsync(host, rita, " ");
        var complaint = await Assert.ThrowsAsync<InvalidOperationException>(host.RunDueAsync);
        Assert.Contains("No platform takes", complaint.Message);
    }

    [Fact]
    public async Task The_host_answers_over_HTTP()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var http = new HttpClient { BaseAddress = host.Url };
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
    }

    private static Task ShowAsync(CoachHost host, Driver rep, string words, DateTimeOffset? notBefore = null) => host.DoAsync(services =>
        services.GetRequiredService<Outbox>().ShowAsync(rep.PersonId, "key", Message.Say(words), host.Clock.Now, Lane.Answer, notBefore));

    private static IEnumerable<IHostedService> Own(CoachHost host) => host.App.Services.GetServices<IHostedService>()
        .Where(s => s.GetType().Assembly == typeof(App).Assembly);
}
