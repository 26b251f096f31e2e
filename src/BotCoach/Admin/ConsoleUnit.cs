using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Admin;

/// <summary>
/// The console as a door, like the inbox is the chat's: a request is one unit of work. It enters the visit's company, reads the person anew, runs the page's
/// handler, and commits once what a POST has changed, before anything is answered. What fails is rolled back whole; a clash is told, and nothing is tried
/// again half-done.
/// </summary>
public sealed class ConsoleUnit(BotCoachDb db, ConsoleVisits visits, Audit audit, OutboxSignal signal, TimeProvider clock) : IAsyncAuthorizationFilter, IAsyncPageFilter
{
    /// <summary>What somebody sends who is not in is not even read: this comes before whatever looks into a form. Who it is is read anew in the unit.</summary>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var (http, page) = (context.HttpContext, ((CompiledPageActionDescriptor)context.ActionDescriptor).HandlerTypeInfo);
        if (IsReading(http) || page.IsAssignableTo(typeof(DoorlessPage))) return;
        context.Result = Elsewhere(await visits.StandingAsync(ConsoleCookie.Of(http.User), clock.GetUtcNow()));
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (page, http) = ((ConsolePage)context.HandlerInstance, context.HttpContext);
        var isWrite = !IsReading(http) && page is not Pages.SorryModel && context.HandlerMethod?.MethodInfo.IsDefined(typeof(ReadsOnlyAttribute), false) != true;
        await using var transaction = isWrite ? await db.BeginAtOnceAsync(http.RequestAborted) : null;
        if (page is not DoorlessPage && await TurnAwayAsync(page, http, isWrite) is { } elsewhere)
        {
            if (elsewhere is LocalRedirectResult && IsReading(http)) WantedPage.Keep(http);
            context.Result = elsewhere;
            if (transaction is not null) await CommitAsync(transaction, http.RequestAborted);
            return;
        }
        if (context.HandlerMethod is null && page is not Pages.SorryModel)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var done = await next();
        if (transaction is not null && !await KeepAsync(done, transaction, http.RequestAborted)) page.Unsay();
    }

    private static bool IsReading(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    /// <summary>Where who is not in is sent; null for who is.</summary>
    private static LocalRedirectResult? Elsewhere(ConsoleVisitState? standing) => standing switch
    {
        ConsoleVisitState.Open => null,
        ConsoleVisitState.Asked => new LocalRedirectResult(Pages.WaitingModel.Path),
        _ => Pages.SignInModel.Because(ConsoleMessage.Over),
    };

    /// <summary>Where the request is sent instead; null where the visitor may come in.</summary>
    private async Task<IActionResult?> TurnAwayAsync(ConsolePage page, HttpContext http, bool isWrite)
    {
        var now = clock.GetUtcNow();
        var visit = await visits.OfCookieAsync(ConsoleCookie.Of(http.User));
        if (visit is null || visit.Until <= now) return Pages.SignInModel.Because(ConsoleMessage.Over);
        if (Elsewhere(visit.State) is { } elsewhere) return elsewhere;
        if (await visits.PersonAsync(visit) is not { } person) return Pages.SignInModel.Because(ConsoleMessage.Over);
        var visitor = new Visitor(person, await db.FoundedWorkspaceAsync(), visit, now) { SeesCompany = await SeesCompanyAsync(person) };
        if (person.Role == Role.Admin && !visit.IsConfirmed) return Pages.SignInModel.Because(ConsoleMessage.NowAdmin);
        if (!page.Admits(visitor, isWrite)) return Refuse(visitor, isWrite, ConsoleMessage.NotFor(person.Role, page, isWrite), http);
        page.Admit(visitor);
        return null;
    }

    /// <summary>Admins, readers, and who leads people that lead people: a head of sales.</summary>
    private async Task<bool> SeesCompanyAsync(Person person) => person.Role switch
    {
        Role.Admin or Role.Reader => true,
        Role.Manager => await db.People.AnyAsync(p => p.ManagerId == person.Id && p.MergedInto == null && (p.Role == Role.Manager || p.Role == Role.Admin)),
        _ => false,
    };

    private StatusCodeResult Refuse(Visitor visitor, bool isWrite, string why, HttpContext http)
    {
        if (isWrite) audit.Refused(visitor.Actor, $"the console's {http.Request.Path}", visitor.Visit.Id, visitor.Now);
        http.Items[Pages.SorryModel.Why] = why;
        return new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    /// <summary>Keeps what the handler changed. Somebody who was quicker is told of, with the page to look at again; false: nothing was kept.</summary>
    private async Task<bool> KeepAsync(PageHandlerExecutedContext done, IDbContextTransaction transaction, CancellationToken cancel)
    {
        try
        {
            if (done.Exception is null) await CommitAsync(transaction, cancel);
            else if (DbFaults.IsClash(done.Exception)) (done.ExceptionHandled, done.Result) = (true, Clash);
            return done.Exception is null;
        }
        catch (DbUpdateException clash) when (DbFaults.IsClash(clash))
        {
            done.Result = Clash;
            return false;
        }
    }

    private async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Poke();
    }

    private static StatusCodeResult Clash => new(StatusCodes.Status409Conflict);
}
