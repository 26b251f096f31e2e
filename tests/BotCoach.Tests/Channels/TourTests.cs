using BotCoach.Channels;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels;

public sealed class TourTests
{
    [Fact]
    public async Task A_tour_is_walked_line_by_line()
    {
        var driver = new Recorder();
        await Tour.Parse(
            """
            # The first morning
            as Dana Whitfield
            type /coach Acme

            press Open beside Acme Corp
            press Save
            fill Next step = Send it = today
            submit
            share deals.csv
            morning
            week
            expect No next step
            """).RunAsync(driver);
        Assert.Equal(
            [
                "as Dana Whitfield", "type /coach Acme", "press Open|Acme Corp", "press Save|", "fill Next step|Send it = today", "submit", "share deals.csv",
                "jump TomorrowMorning", "jump Week", "expect No next step",
            ], driver.Done);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("type")]
    [InlineData("morning soon")]
    [InlineData("fill Next step")]
    public void A_line_that_is_no_step_is_refused_with_its_number(string line) =>
        Assert.Contains("Line 2", Assert.Throws<FormatException>(() => Tour.Parse("as Dana\n" + line)).Message);

    [Fact]
    public async Task A_step_that_fails_is_named()
    {
        var driver = new Recorder { FailAt = "expect Spring" };
        var failed = await Assert.ThrowsAsync<TourFailedException>(() => Tour.Parse("as Dana\n\nexpect Spring").RunAsync(driver));
        Assert.StartsWith("Line 3 of the tour, 'expect Spring', failed", failed.Message);
    }

    private sealed class Recorder : ITourDriver
    {
        public List<string> Done { get; } = [];

        public string? FailAt { get; init; }

        public Task AsAsync(string name) => DoAsync($"as {name}");

        public Task TypeAsync(string words) => DoAsync($"type {words}");

        public Task PressAsync(string label, string? beside) => DoAsync($"press {label}|{beside}");

        public Task FillAsync(string field, string value) => DoAsync($"fill {field}|{value}");

        public Task SubmitAsync() => DoAsync("submit");

        public Task ShareAsync(string file) => DoAsync($"share {file}");

        public Task JumpAsync(LocalJump jump) => DoAsync($"jump {jump}");

        public Task ExpectAsync(string words) => DoAsync($"expect {words}");

        private Task DoAsync(string step)
        {
            Done.Add(step);
            return step == FailAt ? throw new InvalidOperationException("It did not come.") : Task.CompletedTask;
        }
    }
}
