using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Slack hears an answer within three seconds: opening a form gets what the work before it left of them.</summary>
public sealed class SlackInTimeTests
{
    private const string TooLate = "That took a moment too long. Please tap again.";

    [Theory, Doors]
    public async Task A_form_that_Slack_does_not_open_in_time_is_not_waited_for(bool socket)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket);
        Options(house).OpenTimeout = TimeSpan.FromMilliseconds(300);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("views.open", Trouble.SilentBefore);
        await rita.TypeAsync("/coach deal new");
        Assert.Contains(TooLate, rita.LastAnswer!.Body);
        var call = Assert.Single(house.Slack.CallsOf("views.open"));
        Assert.Equal((0, null), (call.Status, call.Answered));
    }

    [Theory, Doors]
    public async Task A_form_gets_what_is_left_of_the_time_and_not_all_that_it_might_take(bool socket)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket, adjust: SlowFor(1));
        // What is left passes by the real clock: enough for a busy machine to get the call out. Would it be waited for, nobody would be answered.
        Options(house).OpenTimeout = TimeSpan.FromMinutes(10);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach help");
        house.Slack.Troubles.Next("views.open", Trouble.SilentBefore);
        await rita.TypeAsync("/coach slow");
        Assert.Contains(TooLate, rita.LastAnswer!.Body);
        Assert.Single(house.Slack.CallsOf("views.open"));
    }

    [Theory, Doors]
    public async Task Where_no_time_is_left_Slack_is_not_even_asked(bool socket)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket, adjust: SlowFor(2.9));
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach help");
        await rita.TypeAsync("/coach slow");
        Assert.Contains(TooLate, rita.LastAnswer!.Body);
        Assert.Empty(house.Slack.CallsOf("views.open"));
    }

    [Theory, Doors]
    public async Task Nobody_sees_a_time_out_on_the_whole_tour_by_a_real_clock(bool socket)
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite, socket);
        house.Slack.InRealTime = true;
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Equal(0, house.Slack.Timeouts);
    }

    private static SlackOptions Options(SlackHouse house) => house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value;

    private static Action<IServiceCollection> SlowFor(double seconds) => services => services
        .AddScoped(s => new Slow((FakeClock)s.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(seconds)))
        .Replace(ServiceDescriptor.Singleton(new RouteTable().Command<Slow>("slow", "slow|opens a form, after a while", (s, _) => s.OpenAsync())));

    /// <summary>Over signed HTTP, and over a socket.</summary>
    private sealed class DoorsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => [[false], [true]];
    }

    private sealed class Slow(FakeClock clock, TimeSpan takes)
    {
        public Task<Reply> OpenAsync()
        {
            clock.Advance(takes);
            return Task.FromResult<Reply>(new OpenForm(new Form("slow.sent", "A form", [new TextField("what", "What")])));
        }
    }
}
