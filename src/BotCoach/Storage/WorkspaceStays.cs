using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.Storage;

/// <summary>Refuses a bulk update that would move rows into another workspace: the one write that neither the filter nor the tracker sees.</summary>
internal sealed class WorkspaceStays : IQueryExpressionInterceptor
{
    public static readonly WorkspaceStays Instance = new();

    public Expression QueryCompilationStarting(Expression query, QueryExpressionEventData data)
    {
        if (query is MethodCallExpression { Method: { Name: nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate) } } update)
            foreach (var setters in update.Arguments.Skip(1)) new Setters().Visit(setters);
        return query;
    }

    private sealed class Setters : ExpressionVisitor
    {
        protected override Expression VisitLambda<T>(Expression<T> lambda)
        {
            var column = lambda.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : lambda.Body;
            if (column is MemberExpression { Member: var member, Expression.Type: var row }
                && typeof(IWorkspaceRow).IsAssignableFrom(row) && member.Name == Tables.WorkspaceColumn(row))
                throw new InvalidOperationException("A row's workspace cannot be changed; nothing was updated.");
            return base.VisitLambda(lambda);
        }
    }
}
