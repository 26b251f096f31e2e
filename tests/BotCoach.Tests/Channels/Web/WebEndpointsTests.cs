using System.Net;
using System.Net.Http.Json;
using System.Text;
using BotCoach.Channels;
using Xunit;

namespace BotCoach.Tests.Channels.Web;

public sealed class WebEndpointsTests : IAsyncLifetime
{
    private PlayHost _host = null!;

    public async Task InitializeAsync() => _host = await PlayHost.StartAsync(options: o => o.LargestFile = 64 * 1024);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/coach advance Acme", "advance Acme")]
    [InlineData("/coach", "")]
    [InlineData("  /COACH  help ", "help")]
    public async Task A_command_arrives_without_its_own_name(string typed, string words)
    {
        await ActAsync("type", new { words = typed });
        Assert.Equal(words, Assert.IsType<CommandTyped>(Assert.Single(_host.Inbox.Received)).Words);
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("/coaching")]
    public async Task Anything_else_arrives_as_text(string typed)
    {
        await ActAsync("type", new { words = typed });
        var said = Assert.IsType<TextSaid>(Assert.Single(_host.Inbox.Received));
        Assert.Equal((typed, "web", "t1", "dana", "t1/dana"), (said.Words, said.Caller.Channel, said.Caller.Team, said.Caller.User, said.Conversation));
    }

    [Fact]
    public async Task A_press_carries_its_action_its_value_and_its_message()
    {
        await ActAsync("press", new { message = "ref-1", action = "nudge.snooze", value = "42:2d" });
        var press = Assert.IsType<ButtonPressed>(Assert.Single(_host.Inbox.Received));
        Assert.Equal(("nudge.snooze", "42:2d", "ref-1"), (press.Action, press.Value, press.MessageReference));
    }

    [Fact]
    public async Task A_form_comes_back_to_the_page_and_its_values_to_the_inbox()
    {
        _host.Inbox.Answer(i => i is ButtonPressed
            ? new OpenForm(new Form("deal.save", "Next step", [new TextField("what", "What")], "42", BasedOn: 7))
            : FormErrors.At("what", "Please say what comes next."));
        var form = Assert.IsType<OpenForm>(Reply.FromJson(await ActAsync("press", new { action = "deal.next", value = "42" }))).Form;
        Assert.Equal(("deal.save", "42", 7), (form.Action, form.State, form.BasedOn));
        var errors = Reply.FromJson(await ActAsync("submit", new { message = "ref-1", action = form.Action, state = form.State, basedOn = form.BasedOn, values = new { what = "" } }));
        Assert.Equal("Please say what comes next.", Assert.IsType<FormErrors>(errors).Errors["what"]);
        var submitted = Assert.IsType<FormSubmitted>(_host.Inbox.Received.Last());
        Assert.Equal(("deal.save", "42", 7L, "", "ref-1"), (submitted.Action, submitted.State, submitted.BasedOn, submitted.Values["what"], submitted.MessageReference));
    }

    [Fact]
    public async Task A_closed_form_is_told()
    {
        await ActAsync("close", new { action = "deal.save", state = "42" });
        Assert.Equal("42", Assert.IsType<FormClosed>(Assert.Single(_host.Inbox.Received)).State);
    }

    [Fact]
    public async Task Options_are_asked_with_what_was_typed()
    {
        _host.Inbox.Answer(i => new Options([new Option("1", $"{((OptionsAsked)i).Typed}me")]));
        var json = await _host.Client.GetStringAsync("/web/options?team=t1&user=dana&source=deal.find&typed=Ac");
        Assert.Equal("Acme", Assert.IsType<Options>(Reply.FromJson(json)).Items.Single().Label);
    }

    [Fact]
    public async Task What_was_typed_and_what_was_said_are_still_there_after_a_reload()
    {
        _host.Inbox.Answer(_ => Reply.Words("No deal of that name."));
        await ActAsync("type", new { words = "Acne" });
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["Acne", "No deal of that name."], page.Words);
        Assert.Equal([true, false], page.Entries.Values.Select(e => e.GetProperty("Mine").GetBoolean()));
    }

    [Fact]
    public async Task An_act_that_is_tried_again_acts_once_and_stands_there_once()
    {
        _host.Inbox.Answer(_ => Reply.Words("Here."));
        var first = await ActAsync("type", new { words = "Acme" }, "same-act-id");
        var second = await ActAsync("type", new { words = "Acme" }, "same-act-id");
        Assert.Equal(first, second);
        Assert.Single(_host.Inbox.Received);
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["Acme", "Here."], page.Words);
    }

    [Fact]
    public async Task A_jump_that_is_tried_again_jumps_once()
    {
        await ActAsync("jump", new { jump = "week" }, "same-act-id");
        await ActAsync("jump", new { jump = "week" }, "same-act-id");
        await ActAsync("jump", new { jump = "morning" });
        Assert.Equal([LocalJump.Week, LocalJump.TomorrowMorning], _host.Local.Jumps);
    }

    [Fact]
    public async Task A_jump_that_failed_is_made_when_it_is_tried_again()
    {
        _host.Local.OnJumpAsync = _ => throw new HostUnavailableException(new IOException());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync("jump", new { jump = "week" }, "same-act-id")).StatusCode);
        _host.Local.OnJumpAsync = _ => Task.CompletedTask;
        await ActAsync("jump", new { jump = "week" }, "same-act-id");
        Assert.Equal([LocalJump.Week, LocalJump.Week], _host.Local.Jumps);
    }

    [Fact]
    public async Task An_open_page_sees_the_clock_jump()
    {
        await using var page = await OpenPage.OpenAsync(_host);
        await ActAsync("jump", new { jump = "week" });
        await page.UntilAsync(p => p.Pulse.GetProperty("now").GetDateTimeOffset() == _host.Local.Now);
    }

    [Fact]
    public async Task A_name_that_is_markup_stays_a_name_on_the_wire()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        _host.Inbox.Answer(_ => Reply.Words($"{Text.Strong(Name)} has no next step."));
        var reply = await ActAsync("type", new { words = Name });
        Assert.DoesNotContain("<img", reply);
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal([Name, $"{Name} has no next step."], page.Words);
    }

    [Theory]
    [InlineData("type", """{"id":"12345678","team":"t1","user":"dana","words":""}""")]
    [InlineData("type", """{"id":"x/../y","team":"t1","user":"dana","words":"hi"}""")]
    [InlineData("type", """{"id":"12345678","team":"t1/x","user":"dana","words":"hi"}""")]
    [InlineData("type", """{"id":"12345678","words":"hi"}""")]
    [InlineData("type", """{"id":""")]
    [InlineData("type", "null")]
    [InlineData("press", """{"id":"12345678","team":"t1","user":"dana"}""")]
    [InlineData("jump", """{"id":"12345678","team":"t1","user":"dana","jump":"century"}""")]
    public async Task An_act_that_makes_no_sense_is_refused_in_words(string act, string body)
    {
        var answer = await _host.Client.PostAsync($"/web/{act}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEqual("", await answer.Content.ReadAsStringAsync());
        Assert.Empty(_host.Inbox.Received);
    }

    [Fact]
    public async Task An_act_that_is_too_large_is_refused()
    {
        var answer = await _host.Client.PostAsJsonAsync("/web/type", new { id = "12345678", team = "t1", user = "dana", words = new string('x', 300_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_database_out_of_reach_is_said_and_the_same_act_may_come_again()
    {
        _host.Inbox.AnswerAsync = _ => throw new HostUnavailableException(new IOException());
        var answer = await PostAsync("type", new { words = "Acme" }, "same-act-id");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        _host.Inbox.Answer(_ => Reply.Words("Here."));
        await ActAsync("type", new { words = "Acme" }, "same-act-id");
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["Acme", "Here."], page.Words);
    }

    [Fact]
    public async Task Several_files_arrive_together_and_leave_nothing_behind()
    {
        var before = Temporary();
        var read = new List<string>();
        _host.Inbox.AnswerAsync = async inbound =>
        {
            foreach (var file in ((FileShared)inbound).Files)
                read.Add($"{file.Name} {file.Length} {await new StreamReader(await file.OpenAsync(default)).ReadToEndAsync()}");
            return Reply.None;
        };
        var answer = await UploadAsync(("deals.csv", "id,name"), ("../../accounts.csv", "a,b,c"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["deals.csv 7 id,name", "accounts.csv 5 a,b,c"], read);
        Assert.Equal(before, Temporary());
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["Shared deals.csv, accounts.csv"], page.Words);
    }

    [Theory]
    [InlineData("  please hold this back\n", "please hold this back")]
    [InlineData("  ", "")]
    public async Task What_was_written_along_with_a_file_comes_with_it_and_stands_in_the_chat(string typed, string words)
    {
        _host.Inbox.Answer(_ => Reply.None);
        var answer = await _host.Client.PostAsync("/web/files?team=t1&user=dana&id=12345678", new MultipartFormDataContent { { new StringContent(typed), "words" }, { new StringContent("WEBVTT"), "files", "call.vtt" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(words, Assert.IsType<FileShared>(Assert.Single(_host.Inbox.Received)).Words);
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal([words.Length == 0 ? "Shared call.vtt" : $"Shared call.vtt\n{words}"], page.Words);
    }

    [Fact]
    public async Task Words_beyond_what_can_be_typed_are_cut_and_the_file_arrives()
    {
        _host.Inbox.Answer(_ => Reply.None);
        await _host.Client.PostAsync("/web/files?team=t1&user=dana&id=12345678", new MultipartFormDataContent { { new StringContent(new string('x', 90_000)), "words" }, { new StringContent("WEBVTT"), "files", "call.vtt" } });
        var shared = Assert.IsType<FileShared>(Assert.Single(_host.Inbox.Received));
        Assert.Equal((4_000, "call.vtt"), (shared.Words.Length, Assert.Single(shared.Files).Name));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_by_name_and_nothing_of_the_upload_is_kept()
    {
        var before = Temporary();
        var answer = await UploadAsync(("small.csv", "a"), ("large.csv", new string('x', 64 * 1024 + 1)), ("last.csv", "b"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.StartsWith("large.csv is larger than 0.1 MB", await answer.Content.ReadAsStringAsync());
        Assert.Empty(_host.Inbox.Received);
        Assert.Equal(before, Temporary());
    }

    [Fact]
    public async Task An_upload_without_a_file_is_refused()
    {
        var answer = await _host.Client.PostAsync("/web/files?team=t1&user=dana&id=12345678", new MultipartFormDataContent { { new StringContent("x"), "y" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("no file", await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> UploadAsync(params (string Name, string Words)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, words) in files) form.Add(new StringContent(words), "files", name);
        return _host.Client.PostAsync("/web/files?team=t1&user=dana&id=12345678", form);
    }

    private async Task<string> ActAsync(string act, object body, string? id = null)
    {
        var answer = await PostAsync(act, body, id);
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, words);
        return words;
    }

    private Task<HttpResponseMessage> PostAsync(string act, object body, string? id = null)
    {
        var fields = new Dictionary<string, object?> { ["id"] = id ?? Guid.NewGuid().ToString(), ["team"] = "t1", ["user"] = "dana" };
        foreach (var property in body.GetType().GetProperties()) fields[property.Name] = property.GetValue(body);
        return _host.Client.PostAsJsonAsync($"/web/{act}", fields);
    }

    private static int Temporary() => Directory.GetFiles(Path.GetTempPath(), "botcoach-*.upload").Length;
}
