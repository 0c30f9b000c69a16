using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Portal.UnitTests.Architecture;

/// <summary>What a compiled assembly asks of others: read from its metadata, so that no alias, comment or <c>using static</c> hides it.</summary>
internal static class CompiledCode
{
    /// <summary>The assemblies it refers to.</summary>
    public static IReadOnlyList<string> ReferencesOf(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];

    /// <summary>Every member of another assembly that it uses, as <c>Type.Member</c>.</summary>
    public static IReadOnlySet<string> MembersUsedBy(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), member.Name))
            .Select(used => $"{metadata.GetString(used.Type.Name)}.{metadata.GetString(used.Name)}")
            .ToHashSet();
    }
}
