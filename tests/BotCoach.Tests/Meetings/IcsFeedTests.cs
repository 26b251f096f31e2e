using System.Net;
using BotCoach.Channels.Meetings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Meetings;

/// <summary>Reading a calendar over HTTP from a real server on this machine.</summary>
public sealed class IcsFeedTests : IAsyncLifetime
{
    private readonly WebApplication _server;
    private readonly IcsFeed _feed = new(allowsLoopback: true);

    public IcsFeedTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/a.ics", (HttpContext http) =>
        {
            http.Response.Headers.ETag = "\"one\"";
            return http.Request.Headers.IfNoneMatch == "\"one\"" ? Results.StatusCode(304) : Results.Text("BEGIN:VCALENDAR", "text/calendar");
        });
        _server.MapGet("/moved.ics", () => Results.Redirect("/a.ics"));
        _server.MapGet("/round.ics", () => Results.Redirect("/round.ics"));
        _server.MapGet("/away.ics", () => Results.Redirect("ftp://calendar.example.com/a.ics"));
        _server.MapGet("/large.ics", () => Results.Bytes(new byte[6 * 1024 * 1024]));
        _server.MapGet("/closed.ics", () => Results.StatusCode(403));
        _server.MapGet("/broken.ics", () => Results.StatusCode(500));
    }

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync()
    {
        _feed.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_is_read_and_what_has_not_changed_is_said_to_be_the_same()
    {
        var read = await ReadAsync("/a.ics");
        Assert.Equal(("BEGIN:VCALENDAR", "\"one\"", null), (read.Text, read.Tag, read.Why));
        Assert.True((await _feed.ReadAsync(At("/a.ics"), read.Tag, default)).IsSame);
        Assert.Equal("BEGIN:VCALENDAR", (await ReadAsync("/moved.ics")).Text);
    }

    [Theory]
    [InlineData("/round.ics", "it leads from one address to the next")]
    [InlineData("/away.ics", "it leads to an address that is not safe")]
    [InlineData("/large.ics", "it has more than 5 MB")]
    [InlineData("/closed.ics", "it may not be read without signing in")]
    [InlineData("/broken.ics", "it answered 500")]
    [InlineData("/none.ics", "there is no calendar at this address any more")]
    public async Task Why_it_cannot_be_read_is_said_without_the_address(string path, string why) => Assert.Equal(new FeedReply(null, null, why), await ReadAsync(path));

    [Fact]
    public async Task Nobody_reads_this_machine_or_a_private_network_through_it()
    {
        using var strict = new IcsFeed();
        Assert.Equal("it leads to an address that is not safe", (await strict.ReadAsync(At("/a.ics"), null, default)).Why);
        Assert.Equal("it leads into a private network", (await strict.ReadAsync("https://10.1.2.3/a.ics", null, default)).Why);
    }

    [Theory]
    [InlineData("10.1.2.3", false), InlineData("172.16.0.1", false), InlineData("192.168.1.1", false), InlineData("169.254.169.254", false), InlineData("127.0.0.1", false), InlineData("100.64.0.1", false)]
    [InlineData("::1", false), InlineData("fe80::1", false), InlineData("fd00::1", false), InlineData("::ffff:10.0.0.1", false), InlineData("0.0.0.0", false)]
    [InlineData("93.184.215.14", true), InlineData("2606:2800:21f:cb07::1", true)]
    public void What_is_public_is_known(string address, bool isPublic) => Assert.Equal(isPublic, IcsFeed.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void A_webcal_link_is_https() => Assert.Equal("https://calendar.example.com/a.ics", IcsFeed.Safe("webcal://calendar.example.com/a.ics")!.AbsoluteUri);

    private Task<FeedReply> ReadAsync(string path) => _feed.ReadAsync(At(path), null, default);

    private string At(string path) => new Uri(new Uri(_server.Urls.First()), path).AbsoluteUri;
}
