using System.IO;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>
/// Folders for the records of virtual boards, in a temporary one of this test host alone: the tests may run several times at
/// once. A test class only because an AssemblyCleanup stands in one.
/// </summary>
[TestClass]
public sealed class RigFolders
{
    private static readonly DirectoryInfo root = Directory.CreateTempSubdirectory("meter-rig-");
    private static int count;

    /// <summary>A folder that does not exist yet, in one that does.</summary>
    internal static string Next() => Path.Combine(root.FullName, Interlocked.Increment(ref count).ToString());

    /// <summary>Removes all of them.</summary>
    [AssemblyCleanup]
    public static void Remove() => root.Delete(true);

    [TestMethod]
    public void EachIsAnothersAndInTheTemporaryFolder()
    {
        string first = Next();
        Assert.AreNotEqual(first, Next());
        Assert.IsFalse(Directory.Exists(first));
        Assert.StartsWith(Path.GetTempPath(), first);
        Assert.IsTrue(root.Exists);
    }
}
