using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>What the user can get wrong: one clear line, an exit code that is not zero, and nothing lost.</summary>
[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    [DataRow("there is no option --nope", "--nope")]
    [DataRow("'water' is not one of: esme, gsme", "water")]
    [DataRow("'gsme'", "esme", "gsme")]
    [DataRow("'mine' is not one of: own, rtds", "--identity", "mine")]
    [DataRow("--listen is a whole number", "--listen", "99999")]
    [DataRow("is not a time like", "--time", "yesterday")]
    [DataRow("the kind of meter comes after the command", "gsme", "demo")]
    [DataRow("is not a file of hexadecimal digits", "send", "file", "{plain file}")]
    [DataRow("cannot be read", "send", "file", "{folder}/none")]
    [DataRow("is not one of: time1, time2, payment", "send", "reset-debt", "all")]
    [DataRow("no meter was ever started", "state", "--data", "{folder}")]
    [DataRow("no meter was ever started", "send", "read-balance", "--data", "{folder}")]
    [DataRow("the data folder cannot be written", "--data", "{plain file}")]
    [DataRow("the data folder cannot be written", "demo", "--data", "{plain file}/below")]
    public void BadInputIsOneLine(string expected, params string[] arguments)
    {
        using var folder = new TestFolder();
        string plainFile = folder.PathOf("plain");
        File.WriteAllText(plainFile, "not hexadecimal");
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = arguments[i].Replace("{folder}", folder.Path).Replace("{plain file}", plainFile);
        }

        AssertRefused(expected, arguments);
    }

    [TestMethod]
    public void ReferenceIdentityWithoutKeysIsOneLine()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.FinishWith(
            ("METER_RTDS", folder.Path),
            "--identity",
            "rtds",
            "--listen",
            "0",
            "--data",
            folder.Path
        );
        AssertRefused("the reference identity needs keys.tsv", bench);
    }

    [TestMethod]
    [DataRow("half of it")]
    [DataRow("another digit")]
    [DataRow("nothing")]
    public void DamagedIdentityIsLeftAsItIs(string damage)
    {
        using var folder = new TestFolder();
        BenchProcess.Finish("demo", "--data", folder.Path).Dispose();
        string file = folder.PathOf("esme-own", "identity.json");
        string whole = File.ReadAllText(file);
        string damaged = damage switch
        {
            "half of it" => whole[..(whole.Length / 2)],
            "another digit" => ChangeDigit(whole),
            _ => "",
        };
        File.WriteAllText(file, damaged);
        AssertRefused("is damaged and was left as it is", "--listen", "0", "--data", folder.Path);
        Assert.AreEqual(damaged, File.ReadAllText(file));
    }

    [TestMethod]
    public void FlashOfAnotherMeterIsLeftAsItIs()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        BenchProcess.Finish("demo", "--data", folder.Path).Dispose();
        BenchProcess.Finish("demo", "--data", other.Path).Dispose();
        File.Copy(other.PathOf("esme-own", "identity.json"), folder.PathOf("esme-own", "identity.json"), true);
        byte[] parties = File.ReadAllBytes(folder.PathOf("esme-own", "flash", "parties"));
        AssertRefused("holds the state of another meter", "--listen", "0", "--data", folder.Path);
        CollectionAssert.AreEqual(parties, File.ReadAllBytes(folder.PathOf("esme-own", "flash", "parties")));
    }

    [TestMethod]
    public void IdentityThatIsMissingIsNotMadeAgain()
    {
        using var folder = new TestFolder();
        BenchProcess.Finish("demo", "--data", folder.Path).Dispose();
        File.Delete(folder.PathOf("esme-own", "identity.json"));
        AssertRefused("identity.json is missing", "--listen", "0", "--data", folder.Path);
    }

    [TestMethod]
    public void PortInUseIsOneLine()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        AssertRefused($"port {bench.Port} cannot be opened", "--data", other.Path, "--listen", bench.Port.ToString());
    }

    [TestMethod]
    [DataRow("--listen", "0")]
    [DataRow("demo")]
    [DataRow("state")]
    public void FolderInUseIsRefused(params string[] arguments)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        AssertRefused("another bench is using", [.. arguments, "--data", folder.Path]);
    }

    private static string ChangeDigit(string identity)
    {
        int digit = identity.IndexOf("\"private\": \"") + "\"private\": \"".Length + 20;
        return identity[..digit] + (identity[digit] == '0' ? '1' : '0') + identity[(digit + 1)..];
    }

    private static void AssertRefused(string expected, params string[] arguments)
    {
        using BenchProcess bench = BenchProcess.Finish(arguments);
        AssertRefused(expected, bench);
    }

    private static void AssertRefused(string expected, BenchProcess bench)
    {
        Assert.AreNotEqual(0, bench.WaitForExit());
        Assert.HasCount(1, bench.Errors, string.Join('|', bench.Errors));
        StringAssert.Contains(bench.Errors[0], expected);
    }
}
