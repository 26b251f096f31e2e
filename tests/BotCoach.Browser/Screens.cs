using Microsoft.Playwright;

namespace BotCoach.Browser;

/// <summary>Pictures of the page, in <c>out/screens</c> of the repository: made to be looked at.</summary>
public static class Screens
{
    private static readonly string Folder = Path.Combine(Root(), "out", "screens");

    public static async Task KeepAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(0, 0);
        // What is still moving would make no picture.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => {})))");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png") });
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BotCoach.sln"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
