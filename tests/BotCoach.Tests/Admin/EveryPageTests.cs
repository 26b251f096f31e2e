using System.Net;
using BotCoach.People;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Admin;

/// <summary>What holds for each page of the console, found by what the host serves, so that none is forgotten.</summary>
public sealed class EveryPageTests
{
    private static readonly string[] Admins =
    [
        "Audit", "Draft", "Holidays", "Item", "Keys", "Look", "Person", "Preview", "Remove", "Setup", "Use", "Version", "Versions", "Yaml",
    ];

    [Theory, OnSqlite]
    public async Task The_pages_are_those_of_the_source_and_each_needs_whom_it_is_meant_for(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var pages = await ServedPages.OfAsync(house);
        var written = Directory.GetFiles(Path.Combine(House.Sources.Root, "src/BotCoach/Admin/Pages"), "*.cshtml").Select(Path.GetFileNameWithoutExtension).Where(n => !n!.StartsWith('_'));
        Assert.Equal(written.Order(StringComparer.Ordinal), pages.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Company", "In", "SignIn", "SignOut", "Sorry", "Waiting"], pages.Where(p => p.IsDoorless).Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Admins, pages.Where(p => !p.IsDoorless && p.Needs == Role.Admin).Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Adoption", "Deal", "Index", "Pipeline", "ProcessReview", "ProcessReviews"], pages.Where(p => !p.IsDoorless && p.Needs == Role.Rep).Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["ProcessReviews", "Stages"], pages.Where(p => p.NeedsToWrite != p.Needs).Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["CompanyView", "Index", "Playbook", "ProcessReview", "ProcessReviews", "Stages"], pages.Where(p => p.IsForReaders).Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_sends_who_is_not_in_to_the_sign_in_whether_they_look_or_press(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        foreach (var page in (await ServedPages.OfAsync(house)).Where(p => !p.IsDoorless))
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var browser = new ConsoleBrowser(house.Host.Url);
                await browser.SendAsync(new HttpRequestMessage(method, page.Path));
                Assert.Equal((page.Name, "/admin/sign-in?why=over"), (page.Name, browser.At));
                browser.Sees("You are not signed in, or your working day here is over.");
            }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_is_shown_to_whom_it_is_for_and_refused_to_others_who_are_written_down_where_they_press(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using ConsoleBrowser adas = await house.Host.BrowserOfAsync(house.Ada), monas = await house.Host.BrowserOfAsync(house.Mona);
        await adas.PressAsync("Change");
        List<string> refused = [];
        foreach (var page in (await ServedPages.OfAsync(house)).Where(p => !p.IsDoorless))
        {
            await adas.OpenAsync(page.Path);
            Assert.Equal((page.Name, page.Expected), (page.Name, adas.Status));
            await monas.OpenAsync(page.Path);
            Assert.Equal((page.Name, page.Needs == Role.Admin || page.IsOfCompany ? HttpStatusCode.Forbidden : page.Expected), (page.Name, monas.Status));
            await monas.OpenAsync("/admin/settings");
            await monas.PressElsewhereAsync("Save", page.Path);
            Assert.Equal((page.Name, page.NeedsToWrite == Role.Admin || page.IsOfCompany), (page.Name, monas.Status == HttpStatusCode.Forbidden));
            if (page.NeedsToWrite == Role.Admin || page.IsOfCompany) refused.Add($"refused: the console's {page.Path.Split('?')[0]}");
        }
        Assert.Equal(refused.Order(StringComparer.Ordinal), (await house.Host.AuditedAsync()).Where(w => w.StartsWith("refused", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await house.Host.RoleAsync(house.Mona, Role.Rep);
        foreach (var page in (await ServedPages.OfAsync(house)).Where(p => !p.IsDoorless && p.Needs > Role.Rep))
        {
            await monas.OpenAsync(page.Path);
            Assert.Equal((page.Name, HttpStatusCode.Forbidden), (page.Name, monas.Status));
            monas.Sees("This page is for managers and admins.");
        }
    }

    [Theory, OnSqlite]
    public async Task Each_answer_carries_the_headers_that_keep_it_safe_and_no_script_or_style_of_its_own(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.PressAsync("Change");
        foreach (var path in (await ServedPages.OfAsync(house)).Select(p => p.Path).Append("/admin/nowhere"))
        {
            await browser.OpenAsync(path);
            string Header(string name) => string.Join(", ", browser.Answer.Headers.TryGetValues(name, out var values) ? values : []);
            var policy = Header("Content-Security-Policy");
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal((path, "nosniff", "no-referrer", "no-store"), (path, Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("Cache-Control")));
            Assert.Contains("</html>", browser.Html);
            Assert.DoesNotMatch("<script(?![^>]* src=)|<style|style=\"|\\son[a-z]+=\"", browser.Html);
        }
    }
}
