using BotCoach.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BotCoach.Admin;

/// <summary>
/// A page of the console. Nobody gets to its handlers but a visitor of the role it needs, and what they change is committed once, by
/// <see cref="ConsoleUnit"/>: a handler changes rows and returns where to go.
/// </summary>
public abstract class ConsolePage : PageModel
{
    private Visitor? _visitor;

    /// <summary>Who is here. Set before a handler runs; pages without a door (<see cref="DoorlessPage"/>) have nobody.</summary>
    public Visitor Visitor => _visitor ?? throw new InvalidOperationException("Nobody is signed in on this page.");

    public bool HasVisitor => _visitor is not null;

    /// <summary>Who may see the page.</summary>
    public virtual Role Needs => Role.Manager;

    /// <summary>Who may change what is on it, where others may only read.</summary>
    public virtual Role NeedsToWrite => Needs;

    /// <summary>It shows no deal and nobody's own figures, so that readers may see it. What does not say so is closed to them.</summary>
    public virtual bool IsForReaders => false;

    /// <summary>Whether this visitor may see the page, or change what is on it.</summary>
    public virtual bool Admits(Visitor visitor, bool isWrite) => visitor.IsReader ? IsForReaders && !isWrite : visitor.Person.Role >= (isWrite ? NeedsToWrite : Needs);

    /// <summary>A sentence that the next page shows: what was done, or why it was not.</summary>
    [TempData]
    public string? Notice { get; set; }

    /// <summary>The form was not taken: its sentences by field, the empty one for the whole.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>Set by the unit, which has found out who it is.</summary>
    internal void Admit(Visitor visitor) => _visitor = visitor;

    /// <summary>What the handler did was not kept, so nothing of it is told.</summary>
    internal void Unsay() => Notice = null;

    /// <summary>Says this on the page that is shown next.</summary>
    protected IActionResult Say(string sentence, string page)
    {
        Notice = sentence;
        return LocalRedirect(page);
    }
}

/// <summary>A page that is shown to who is not signed in: it asks for nobody, and finds its own company, where it needs one.</summary>
[RequestSizeLimit(MostBytes)]
public abstract class DoorlessPage : ConsolePage
{
    /// <summary>A form with a button and its token, from whoever it may be.</summary>
    private const int MostBytes = 64 * 1024;
}

/// <summary>A handler that answers a POST and changes nothing: it is let read, and waits for nobody who writes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsOnlyAttribute : Attribute;
