using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>What comes along with a deal that was sent to prove its criteria: people, links, answers. Judged as in chat; nobody's dispute is overruled by it.</summary>
internal sealed class DealProving(DealFiles files, DealFacts facts, DealAnswers answers, SaidWords words)
{
    /// <summary>Why it cannot be taken; null: it is.</summary>
    public async Task<ApiAnswer?> ProveAsync(DealPut put, Deal deal)
    {
        var body = put.Body;
        if ((body.Stakeholders?.Count ?? 0) + (body.Artifacts?.Count ?? 0) + (body.Answers?.Count ?? 0) == 0) return null;
        var faults = new Dictionary<string, string>();
        foreach (var person in body.Stakeholders ?? [])
            await facts.AddPersonAsync(deal, (await files.OpenAsync(deal)).Stakeholders, person.Name!.Trim(), person.Role!, person.Title, person.Department, put.Actor, put.Now);
        foreach (var (i, artifact) in (body.Artifacts ?? []).Index())
        {
            var file = await files.OpenAsync(deal);
            if (!DealFormIntake.Knows(file, artifact.Id!)) faults[$"artifacts[{i}].id"] = "This deal's process asks for no such artifact.";
            else await facts.LinkAsync(deal, file.Artifacts, artifact.Id!, DealFormIntake.LinkOf(artifact.Link)!, put.Actor, put.Now);
        }
        if (body.Answers is { Count: > 0 } said)
        {
            var file = await files.OpenAsync(deal);
            foreach (var (id, answer) in said)
                if (await AnswerAsync(put, file, id, answer) is { } fault) faults[$"answers.{id}"] = fault;
        }
        return faults.Count > 0 ? ApiAnswer.Faulty(faults) : null;
    }

    private async Task<string?> AnswerAsync(DealPut put, DealFile file, string id, AnswerBody? answer)
    {
        if (file.Book.FindCriterion(id) is not { } criterion) return "This deal's process has no such criterion.";
        if (answer is null) await answers.UnknownAsync(file, criterion, put.Actor, put.Now);
        else if (DealBodyRules.AnswerFault(answer, criterion) is { } fault) return fault;
        else if (await words.DealsWithAsync(file.Deal, answer.Text!) >= Placeholders.SameOnTooMany) return "The same words stand on four other deals. Send what is true of this one.";
        else await answers.NoteAsync(file, criterion, answer.Kind == "quote" ? EvidenceKind.Quote : EvidenceKind.Note, answer.Text!, put.Actor, put.Now);
        return null;
    }
}
