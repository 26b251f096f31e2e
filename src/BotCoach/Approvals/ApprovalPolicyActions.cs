using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>The company's rules for approvals, changed by an admin in a form and read by everybody; and who stands in for whom.</summary>
public sealed partial class ApprovalPolicyActions(BotCoachDb db, ApprovalPolicies policies, NamedPeople named, Calendars calendars, PeopleNames names, FormDoor door, Audit audit)
{
    private const int MostDays = 366;
    private const string OnlyAdmins = "Only an admin can change the rules for approvals.";
    private const string HowToDelegate = "Write who stands in and until when, such as approvals delegate Ada Park until Monday.";

    public async Task<Reply> RulesAsync(Turn turn)
    {
        var (number, book) = await policies.OpenAsync();
        if (turn.Person.Role != Role.Admin) return Reply.Words(ApprovalPolicyMessage.Said(book, await names.OfAsync(book.Named.Select(n => (Guid?)n))));
        return await door.OpenAsync(turn, await FormAsync(number, book), new Button("Change them", "approval.rules"), "What is approved in advance, and who decides over the rest.");
    }

    public async Task<Reply> RulesSetAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the rules for approvals")) return FormErrors.Whole(OnlyAdmins);
        var (number, before) = await policies.OpenAsync();
        if (turn.Inbound is FormSubmitted form && form.BasedOn != number) return FormErrors.Whole("Another admin has changed the rules just now. Copy what you wrote, close the form, and open it again.");
        var (book, errors) = ApprovalPolicyRules.Read(turn.Field(ApprovalPolicyRules.Advance), turn.Field(ApprovalPolicyRules.Rules), turn.Field(ApprovalPolicyRules.Hours), turn.Field(ApprovalPolicyRules.Remind), await policies.PeopleAsync());
        if (book is null) return new FormErrors(errors);
        if (book.Write() != before.Write()) policies.Add(number + 1, book, turn.Actor, turn.Now);
        if (book.Write() != before.Write()) audit.Did(turn.Actor, $"approvals rules: version {number + 1}", db.WorkspaceId, turn.Now);
        return Reply.Words(ApprovalPolicyMessage.Said(book, await names.OfAsync(book.Named.Select(n => (Guid?)n))));
    }

    /// <summary>"approvals delegate Ada Park until Monday"; "approvals delegate nobody"; alone it says who stands in.</summary>
    public async Task<Reply> DelegateAsync(Turn turn)
    {
        var known = await db.ApprovalStandIns.FindAsync(db.WorkspaceId, turn.Person.Id);
        var today = (await calendars.OfAsync(turn.Person)).Today(turn.Now);
        if (!turn.Person.Role.Leads()) return Reply.Words("Nobody needs a stand-in for you: only managers and admins decide over terms.");
        if (turn.Value.Length == 0) return Reply.Words(await StandsInAsync(known is { } said && said.LastOn >= today ? said : null, turn, today));
        if (turn.Value.ToLowerInvariant() is "nobody" or "off" or "stop")
        {
            if (known is not null) db.ApprovalStandIns.Remove(known);
            await AgainAsync(turn);
            return Reply.Words("Nobody stands in for you now. While you are off, your questions go to your manager, else to an admin.");
        }
        if (Until().Match(turn.Value) is not { Success: true } typed) return Reply.Words(HowToDelegate);
        if (await StandInAsync(turn, typed.Groups["who"].Value) is var (person, fault) && person is null) return Reply.Words(fault);
        if (AwayRules.Day(typed.Groups["day"].Value, today) is not { } day) return Reply.Words($"I cannot read “{Wording.Short(typed.Groups["day"].Value, 40)}”. {HowToDelegate}");
        if (day < today || day > today.PlusDays(MostDays)) return Reply.Words(day < today ? "That day is over already." : "That is longer than a year. Name a nearer day.");
        if (known is null) db.ApprovalStandIns.Add(known = new ApprovalStandIn { WorkspaceId = db.WorkspaceId, PersonId = turn.Person.Id, StandInId = person.Id, LastOn = day });
        (known.StandInId, known.LastOn) = (person.Id, day);
        await AgainAsync(turn);
        return Reply.Words(ApprovalPolicyMessage.StandsIn(person.Name, day, today));
    }

    /// <summary>Who decides on this person's open questions is found anew at once.</summary>
    private Task AgainAsync(Turn turn) => db.ApprovalRequests
        .Where(r => r.State == ApprovalState.Open && db.ApprovalSeats.Any(s => s.RequestId == r.Id && s.Answer == SeatAnswer.Waiting && (s.RootId == turn.Person.Id || s.Why == SeatWhy.StandIn)))
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.At, turn.Now));

    private async Task<(Person? Person, string Fault)> StandInAsync(Turn turn, string name)
    {
        var (person, fault) = await named.FindAsync(name);
        if (person is null) return (null, fault!);
        if (person.Id == turn.Person.Id) return (null, "You cannot stand in for yourself. Name somebody else.");
        return person.Role.Leads() ? (person, "") : (null, $"{person.Name} is no manager and no admin, and cannot decide over terms. Name somebody else.");
    }

    private async Task<string> StandsInAsync(ApprovalStandIn? known, Turn turn, NodaTime.LocalDate today) => known is null
        ? $"Nobody stands in for you. {HowToDelegate}" : ApprovalPolicyMessage.StandsIn((await names.OfAsync([known.StandInId])).GetValueOrDefault(known.StandInId, "somebody"), known.LastOn, today);

    private async Task<Form> FormAsync(int number, ApprovalBook book) => ApprovalPolicyMessage.Form(number, book, await names.OfAsync(book.Named.Select(n => (Guid?)n)));

    [GeneratedRegex(@"^(?<who>.+?) (?:until|till) (?<day>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Until();
}
