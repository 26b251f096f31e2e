using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>What is shown in place of a page that cannot be: one clear sentence, in the same look. It reads no database, since that may be what is away.</summary>
[IgnoreAntiforgeryToken]
public sealed class SorryModel : DoorlessPage
{
    public const string Path = ConsoleAddress.Root + "/sorry/";

    /// <summary>Among the request's items: the sentence, where there is a truer one than the code's own.</summary>
    public const string Why = "console says why";

    public string Title { get; private set; } = "";
    public string Sentence { get; private set; } = "";

    public void OnGet(int code) => Tell(code);

    public void OnPost(int code) => Tell(code);

    private void Tell(int code)
    {
        var now = Response.StatusCode >= StatusCodes.Status400BadRequest ? Response.StatusCode : code;
        (Title, var usual) = now switch
        {
            400 => ("That did not arrive whole", "The page was open too long, or in another browser. Nothing was changed. Go back, load it again, and send it once more."),
            403 => ("Not for you", "You may not do that."),
            404 => ("Nothing is here", "There is no such page, or what it was about is gone."),
            409 => ("Somebody was quicker", "Somebody changed the same thing a moment before you. Nothing of yours was saved. Go back, load the page again, and look at what it is now."),
            413 => ("Too large", "That is more than can be taken at once. Nothing was changed."),
            503 => ("Out of reach", "The database does not answer right now. Nothing was changed. Try again in a minute."),
            >= 500 => ("That went wrong on our side", "Nothing was changed. If it happens again, tell whoever runs BotCoach, and when it was."),
            _ => ("That cannot be done", "The page does not take that. Nothing was changed."),
        };
        Sentence = HttpContext.Items[Why] as string ?? usual;
    }
}
