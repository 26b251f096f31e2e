using BotCoach.Channels;
using BotCoach.Tests.Channels.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotCoach.Browser;

/// <summary>The real page in a real browser, before a coach that answers what the test says.</summary>
[Collection(InChromium.Name)]
public sealed class PageTests(Chromium chromium) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private readonly List<IPage> _pages = [];
    private PlayHost _host = null!;
    private Address _to = null!;

    public async Task InitializeAsync()
    {
        _host = await PlayHost.StartAsync();
        _to = ((Reachable)await _host.Channel.ReachAsync(PlayLocalHost.Team, new KnownPerson("dana", "Dana", null), default)).At;
    }

    public async Task DisposeAsync()
    {
        foreach (var page in _pages) await page.Context.CloseAsync();
        await _host.DisposeAsync();
        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Every_block_is_readable_and_nothing_runs_out_of_the_page(int width, bool dark)
    {
        var screen = new Screen(width, dark);
        _host.Inbox.Answer(i => i is ButtonPressed ? new OpenForm(Canned.NextStep) : Reply.None);
        var page = await OpenAsync(screen);
        await Screens.KeepAsync(page, $"page-{screen}-0-empty");
        await TypeAsync(page, "/coach Acme");
        foreach (var message in new[] { Canned.Deal, Canned.Stages, Canned.Brief }) await SendAsync(message);
        await Expect(page.Locator("#entries").GetByText("4 more can wait.")).ToBeVisibleAsync();
        await page.Locator("#chat").EvaluateAsync("chat => chat.scrollTo({ top: chat.scrollHeight, behavior: 'instant' })");
        await CheckAsync(page, screen, "1-brief");
        await page.Locator("#chat").EvaluateAsync("chat => chat.scrollTo({ top: 0, behavior: 'instant' })");
        await CheckAsync(page, screen, "2-deal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the next step" }).ClickAsync();
        await Expect(page.Locator("#form")).ToBeVisibleAsync();
        await CheckAsync(page, screen, "3-form");
        await page.Keyboard.PressAsync("Escape");
        if (width < 600)
        {
            await page.Locator("#open-rail").ClickAsync();
            await CheckAsync(page, screen, "4-people");
        }
    }

    [BrowserFact]
    public async Task A_deal_named_as_markup_is_shown_as_its_name()
    {
        const string Name = "<img src=x onerror=\"document.title='broken'\">";
        var page = await OpenAsync(Screen.Wide);
        await SendAsync(Message.Of(Name, new Heading(Name), new Paragraph(new Text([new Bold(Name), new Link(Name, "javascript:alert(1)")])),
            new Checks([new Check(Mark.Open, Name, Name)]), new Facts([new Fact(Name, Name)]), new Quote(Name, Name),
            new Chart(Name, ChartKind.Bars, [new ChartPoint(Name, 1)]), new Rows([new Row(Name, [new Button(Name, "a.b", Name)])])));
        await Expect(page.Locator(".card h3")).ToHaveTextAsync(Name);
        Assert.Equal(0, await page.Locator(".card img, .card a").CountAsync());
        Assert.Equal(Name, await page.Locator(".card button").TextContentAsync());
        Assert.DoesNotContain("broken", await page.TitleAsync());
    }

    [BrowserFact]
    public async Task What_was_typed_and_said_survives_a_reload_and_arrow_up_brings_it_back()
    {
        _host.Inbox.Answer(i => Reply.Words($"You said {((TextSaid)i).Words}."));
        var page = await OpenAsync(Screen.Wide);
        await TypeAsync(page, "Acme");
        await TypeAsync(page, "Birch");
        await Expect(page.Locator("#entries").GetByText("You said Birch.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(4);
        await page.Locator("#words").PressAsync("ArrowUp");
        await page.Locator("#words").PressAsync("ArrowUp");
        await Expect(page.Locator("#words")).ToHaveValueAsync("Acme");
        await page.Locator("#words").PressAsync("ArrowDown");
        await Expect(page.Locator("#words")).ToHaveValueAsync("Birch");
    }

    [BrowserFact]
    public async Task Earlier_messages_come_above_by_keyboard_and_the_reader_stays_where_they_read()
    {
        var page = await OpenAsync(Screen.Wide);
        for (var i = 1; i <= 230; i++) await SendAsync(Message.Say($"Number {i}."));
        await page.ReloadAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(200);
        await page.Locator("#chat").EvaluateAsync("chat => chat.scrollTo({ top: 0, behavior: 'instant' })");
        var oldest = page.GetByText("Number 31.", new PageGetByTextOptions { Exact = true });
        var before = await oldest.BoundingBoxAsync();
        await CheckAsync(page, Screen.Wide, "5-earlier");
        await page.Locator("#earlier").PressAsync("Enter");
        await Expect(page.Locator("#earlier")).ToBeHiddenAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(230);
        Assert.True(before!.Height < 40, "a short message is broken into lines");
        Assert.Equal(before.Y, (await oldest.BoundingBoxAsync())!.Y, 1.0);
        await Expect(page.Locator(".card", new PageLocatorOptions { HasText = "Number 31." })).ToBeFocusedAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("Earlier messages are shown above.");
    }

    [BrowserFact]
    public async Task A_message_is_edited_in_place_and_focus_stays_on_its_button()
    {
        var page = await OpenAsync(Screen.Wide);
        var sent = await SendAsync(Message.Of("One", new Heading("One"), Buttons.Of(new Button("Snooze", "n.s", "1"), new Button("Do", "n.d", "1"))));
        await SendAsync(Message.Say("Later"));
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Do" });
        await button.FocusAsync();
        await _host.Channel.EditAsync(_to, sent.Reference, Message.Of("Two", new Heading("Two"), Buttons.Of(new Button("Do", "n.d", "1"))), new Delivery("1"), default);
        await Expect(page.Locator(".entry").First).ToContainTextAsync("Two");
        await Expect(button).ToBeFocusedAsync();
        await _host.Channel.EditAsync(_to, sent.Reference, Message.Say("Done by Mia."), new Delivery("1"), default);
        await Expect(page.Locator(".entry").First).ToContainTextAsync("Done by Mia.");
        await Expect(page.Locator(".entry").First.Locator(".card")).ToBeFocusedAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("Changed: Done by Mia.");
    }

    [BrowserFact]
    public async Task A_press_under_way_cannot_be_pressed_again()
    {
        var gate = new TaskCompletionSource<Reply>();
        _host.Inbox.AnswerAsync = _ => gate.Task;
        var page = await OpenAsync(Screen.Wide);
        await SendAsync(Message.Of("One", Buttons.Of(new Button("Snooze", "n.s", "1"), new Button("Do", "n.d", "1"))));
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Snooze" });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-busy", "true");
        await button.DispatchEventAsync("click");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do" }).DispatchEventAsync("click");
        gate.SetResult(Reply.None);
        await Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true");
        Assert.Single(_host.Inbox.Received);
    }

    [BrowserFact]
    public async Task A_forms_errors_stand_at_their_fields_and_a_good_form_closes()
    {
        _host.Inbox.Answer(i => i switch
        {
            FormSubmitted { Values: var v } when v["what"] == "" => FormErrors.At("what", "Please say what comes next."),
            FormSubmitted => Reply.None,
            OptionsAsked asked => new Options([new Option("7", $"Olga {asked.Typed}"), new Option("8", "Otto")]),
            _ => new OpenForm(Canned.NextStep),
        });
        var page = await OpenAsync(Screen.Wide);
        await TypeAsync(page, "next");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save next step" }).ClickAsync();
        var what = page.GetByLabel("What happens next");
        await Expect(page.Locator(".field .error").First).ToHaveTextAsync("Please say what comes next.");
        await Expect(what).ToBeFocusedAsync();
        await Expect(what).ToHaveAttributeAsync("aria-invalid", "true");
        await what.FillAsync("Send the plan");
        await page.GetByText("They do").ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Owner" }).PressSequentiallyAsync("Ol");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Olga Ol" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Owner" })).ToHaveValueAsync("Olga Ol");
        await page.GetByLabel("Amount").FillAsync("1200.50");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#form")).ToBeHiddenAsync();
        var values = _host.Inbox.Received.OfType<FormSubmitted>().Last().Values;
        Assert.Equal(("Send the plan", "2026-11-27", "them", "7", "1200.50", ""), (values["what"], values["on"], values["side"], values["who"], values["amount"], values["stage"]));
        Assert.Empty(_host.Inbox.Received.OfType<FormClosed>());
    }

    [BrowserFact]
    public async Task Escape_closes_a_form_and_says_so()
    {
        _host.Inbox.Answer(i => i is CommandTyped ? new OpenForm(Canned.NextStep) : Reply.None);
        var page = await OpenAsync(Screen.Wide);
        await TypeAsync(page, "/coach next");
        await Expect(page.GetByLabel("What happens next")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#form")).ToBeHiddenAsync();
        await Expect(page.Locator("#words")).ToBeFocusedAsync();
        await WaitAsync(() => _host.Inbox.Received.OfType<FormClosed>().Any(c => c.State == "1"));
    }

    [BrowserFact]
    public async Task A_jump_shows_the_new_day_in_the_persons_zone()
    {
        _host.Local.OnJumpAsync = _ => _host.Channel.SendAsync(_to, Canned.Brief, new Delivery("brief"), default);
        var page = await OpenAsync(Screen.Wide);
        await Expect(page.Locator("#clock")).ToContainTextAsync("Mon 23 Nov 2026, 08:12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tomorrow morning" }).ClickAsync();
        await Expect(page.Locator("#clock")).ToContainTextAsync("Tue 24 Nov 2026, 09:00");
        await Expect(page.Locator(".day")).ToHaveTextAsync("Tuesday 24 November");
        await page.GetByRole(AriaRole.Button, new() { Name = "Omar Haddad" }).ClickAsync();
        await Expect(page.Locator("#clock")).ToContainTextAsync("Tue 24 Nov 2026, 04:00");
        await Expect(page.Locator("#zone")).ToHaveTextAsync("New York time");
    }

    [BrowserFact]
    public async Task Another_persons_news_are_a_dot_until_they_are_read()
    {
        var page = await OpenAsync(Screen.Wide);
        var mia = ((Reachable)await _host.Channel.ReachAsync(PlayLocalHost.Team, new KnownPerson("mia", "Mia", null), default)).At;
        await _host.Channel.SendAsync(mia, Message.Say("An override waits for you."), new Delivery("m1"), default);
        var button = page.Locator(".person", new() { HasText = "Mia Lindqvist" });
        await Expect(button.Locator(".news")).ToBeVisibleAsync();
        await button.ClickAsync();
        await Expect(page.Locator("#entries").GetByText("An override waits for you.")).ToBeVisibleAsync();
        await Expect(button.Locator(".news")).ToHaveCountAsync(0);
        Assert.EndsWith("#t1/mia", page.Url);
    }

    [BrowserFact]
    public async Task Files_are_shared_together_and_a_large_one_is_refused_before_it_is_sent()
    {
        var page = await OpenAsync(Screen.Wide);
        await page.Locator("#files").SetInputFilesAsync([File("deals.csv", "id"), File("accounts.csv", "id")]);
        await Expect(page.Locator("#entries").GetByText("Shared deals.csv, accounts.csv")).ToBeVisibleAsync();
        Assert.Equal(2, Assert.Single(_host.Inbox.Received.OfType<FileShared>()).Files.Count);
        await page.EvaluateAsync(
            "() => { const large = new File([new Blob([new Uint8Array(1024)])], 'large.csv'); Object.defineProperty(large, 'size', { value: 2e8 });" +
            " const drop = new DragEvent('drop'); Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], files: [large] } }); dispatchEvent(drop); }");
        await Expect(page.Locator("#notice")).ToContainTextAsync("large.csv is larger than 100 MB");
    }

    [BrowserFact]
    public async Task An_act_that_did_not_go_through_can_be_tried_again_and_acts_once()
    {
        _host.Inbox.AnswerAsync = _ => throw new HostUnavailableException(new IOException());
        var page = await OpenAsync(Screen.Wide);
        await TypeAsync(page, "Acme");
        await Expect(page.Locator("#notice")).ToContainTextAsync("The database does not answer.");
        _host.Inbox.Answer(_ => Reply.Words("Here."));
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Locator("#entries").GetByText("Here.")).ToBeVisibleAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(2);
        Assert.Single(_host.Inbox.Received.Select(i => i.DedupeId).Distinct());
        _complaints.RemoveAll(c => c.Contains("503"));
    }

    [BrowserFact]
    public async Task Everything_is_reached_by_keyboard_in_reading_order()
    {
        var page = await OpenAsync(Screen.Wide);
        await SendAsync(Message.Of("One", Buttons.Of(new Button("Do", "n.d", "1"))));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Do" })).ToBeVisibleAsync();
        await page.Locator(".skip").FocusAsync();
        var stops = new List<string>();
        for (var i = 0; i < 14; i++)
        {
            stops.Add(await page.EvaluateAsync<string>("() => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? '').trim() || document.activeElement.id"));
            await page.Keyboard.PressAsync("Tab");
        }
        string[] order = ["Skip to the message box", "Dana Whitfield", "Omar Haddad", "Tomorrow morning", "A week on", "Do", "words", "Share a file", "Send"];
        var found = order.Select(o => stops.FindIndex(s => s.Contains(o))).ToList();
        Assert.DoesNotContain(-1, found);
        Assert.Equal(found.Order(), found);
    }

    private async Task<IPage> OpenAsync(Screen screen)
    {
        var page = await chromium.OpenAsync(screen);
        _pages.Add(page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, line) => { if (line.Type is "error" or "warning") _complaints.Add(line.Text); };
        await page.GotoAsync(_host.Address.ToString());
        await Expect(page.Locator("#clock")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#empty")).ToBeVisibleAsync();
        return page;
    }

    private static async Task TypeAsync(IPage page, string words)
    {
        await page.Locator("#words").FillAsync(words);
        await page.Locator("#words").PressAsync("Enter");
        await Expect(page.Locator(".bubble").Last).ToHaveTextAsync(words);
    }

    private static async Task CheckAsync(IPage page, Screen screen, string name)
    {
        await Screens.KeepAsync(page, $"page-{screen}-{name}");
        Assert.Empty(await Reading.ComplaintsAsync(page));
    }

    private async Task<Sent> SendAsync(Message message) =>
        Assert.IsType<Sent>(await _host.Channel.SendAsync(_to, message, new Delivery(Guid.NewGuid().ToString()), default));

    private static FilePayload File(string name, string words) =>
        new() { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(words) };

    private static async Task WaitAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!reached()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
