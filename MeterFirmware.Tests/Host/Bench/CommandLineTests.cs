using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>
/// What the user can get wrong: one clear line, exit code 2 for a command line that is not right and 1 for
/// what failed, and nothing lost.
/// </summary>
[TestClass]
public sealed class CommandLineTests
{
    private const int Failed = 1;
    private const int Misused = 2;

    [TestMethod]
    [DataRow("the bench has no option --nope, but: ", "--nope")]
    [DataRow("send read-balance has no option --nope, but: ", "send", "read-balance", "--nope")]
    [DataRow("the bench has no command 'water', but: demo, send, state, benchmark", "water")]
    [DataRow("demo has no command 'foo', but: firmware", "demo", "foo")]
    [DataRow("send needs a command: adjust-debt, reset-debt,", "send")]
    [DataRow("'7' is too much: benchmark takes options only", "benchmark", "7")]
    [DataRow("--kind may be given once", "gsme", "--kind", "esme")]
    [DataRow("the kind of meter is an option: --kind gsme", "send", "gsme", "read-balance")]
    [DataRow("--kind is one of: esme, gsme; not 'water'", "--kind", "water")]
    [DataRow("--kind needs a value: esme|gsme", "--kind")]
    [DataRow("--kind may be given once", "--kind", "gsme", "--kind", "gsme")]
    [DataRow("--data comes after the command: demo --data", "--data", "{folder}", "demo")]
    [DataRow("--identity is one of: own, rtds; not 'mine'", "--identity", "mine")]
    [DataRow("--listen is a whole number from 0 to 65535, not '99999'", "--listen", "99999")]
    [DataRow("--listen is a whole number from 0 to 65535, not 'x'", "--listen", "x")]
    [DataRow("--timeout is a whole number from 1 to 600, not '1.5'", "send", "read-balance", "--timeout", "1.5")]
    [DataRow("--time1 is a whole number from -2147483647", "send", "adjust-debt", "--time1", "-2147483648")]
    [DataRow("is neither a time like", "--time", "yesterday")]
    [DataRow("send reset-debt needs <time1|time2|payment>", "send", "reset-debt")]
    [DataRow("the debt is one of: time1, time2, payment; not 'all'", "send", "reset-debt", "all")]
    [DataRow("send contact needs <name> and <telephone>", "send", "contact", "Best Supply")]
    [DataRow("adjust-debt needs something to change: --time1,", "send", "adjust-debt", "--data", "{folder}")]
    [DataRow("cannot be written as 0 to 32767 times", "send", "adjust-debt", "--rate1", "70000001")]
    [DataRow("--rate2 and --period2, or neither", "send", "adjust-debt", "--rate2", "1", "--kind", "gsme")]
    [DataRow("an MPAN has 13 octets, not 2", "send", "meter-point", "12")]
    [DataRow("a tariff has --rate 1=N;", "send", "tariff", "--standing-charge", "1")]
    [DataRow("a tariff has --rate 1=N;", "send", "tariff", "--rate", "1=5", "--night", "00:00-07:00")]
    [DataRow("--rate is 1=N or 2=N with N millipence", "send", "tariff", "--rate", "3=5")]
    [DataRow("--rate 1 is given twice", "send", "tariff", "--rate", "1=5", "--rate", "1=6")]
    [DataRow("--night is a time", "send", "tariff", "--rate", "1=5", "--rate", "2=3", "--night", "7-8")]
    [DataRow("is no time like", "send", "tariff", "--rate", "1=5", "--at", "tomorrow")]
    [DataRow("32767 times the power of ten", "send", "tariff", "--rate", "1=32769")]
    [DataRow(
        "by whole days",
        "send",
        "tariff",
        "--kind",
        "gsme",
        "--rate",
        "1=5",
        "--rate",
        "2=3",
        "--night",
        "00:30-07:30"
    )]
    public void CommandLineThatIsNotRightIsOneLine(string expected, params string[] arguments) =>
        AssertRefusedWith(Misused, expected, arguments);

    [TestMethod]
    [DataRow("is not a file of hexadecimal digits", "send", "file", "{plain file}")]
    [DataRow("cannot be read", "send", "file", "{folder}/none")]
    [DataRow("no meter was ever started", "state", "--data", "{folder}")]
    [DataRow("no meter was ever started", "send", "read-balance", "--data", "{folder}")]
    [DataRow("the data folder cannot be written", "--data", "{plain file}")]
    [DataRow("the data folder cannot be written", "demo", "--data", "{plain file}/below")]
    public void WhatFailsIsOneLine(string expected, params string[] arguments) =>
        AssertRefusedWith(Failed, expected, arguments);

    [TestMethod]
    [DataRow("--kind", "gsme", "state")]
    [DataRow("gsme", "state")]
    [DataRow("state", "gsme")]
    [DataRow("state", "--kind", "gsme")]
    public void KindIsTheSameBeforeAndAfterTheCommand(params string[] arguments)
    {
        using var folder = new TestFolder();
        AssertRefused("gsme-own", Failed, [.. arguments, "--data", folder.Path]);
    }

    [TestMethod]
    [DataRow("bench send [command] [options]", "send")]
    [DataRow("bench demo [command] [options]", "demo")]
    [DataRow("bench state [options]", "state")]
    public void HelpShowsTheWordsThatAreTaken(string expected, string command)
    {
        using BenchProcess help = BenchProcess.Finish(command, "--help");
        Assert.AreEqual(0, help.WaitForExit());
        CollectionAssert.Contains(help.Output, "  " + expected);
        Assert.IsTrue(help.Output.Any(line => line.StartsWith("  --kind <esme|gsme>")), string.Join('|', help.Output));
    }

    private static void AssertRefusedWith(int exitCode, string expected, string[] arguments)
    {
        using var folder = new TestFolder();
        string plainFile = folder.PathOf("plain");
        File.WriteAllText(plainFile, "not hexadecimal");
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = arguments[i].Replace("{folder}", folder.Path).Replace("{plain file}", plainFile);
        }

        AssertRefused(expected, exitCode, arguments);
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

    private static void AssertRefused(string expected, params string[] arguments) =>
        AssertRefused(expected, Failed, arguments);

    private static void AssertRefused(string expected, int exitCode, string[] arguments)
    {
        using BenchProcess bench = BenchProcess.Finish(arguments);
        AssertRefused(expected, bench, exitCode);
    }

    private static void AssertRefused(string expected, BenchProcess bench, int exitCode = Failed)
    {
        Assert.AreEqual(exitCode, bench.WaitForExit(), string.Join('|', bench.Errors));
        Assert.HasCount(1, bench.Errors, string.Join('|', bench.Errors));
        StringAssert.Contains(bench.Errors[0], expected);
    }
}
