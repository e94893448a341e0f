using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The bench's own head end against a running bench.</summary>
[TestClass]
public sealed class SendTests
{
    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void SendsFirmwareActivatesItAndReadsWhatRuns(string kind)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, "own", "--board", "wrover");
        string key = folder.PathOf(kind + "-own", "maker.pem");
        string good = MakeSample(folder, kind, key, "01000001", "none");
        string bad = MakeSample(folder, kind, key, "01000002", "crashes-at-start");
        string[] common = ["--kind", kind, "--data", folder.Path, "--port", bench.Port.ToString()];
        BenchProcess sent = AssertEnds(0, ["send", "firmware", good, .. common]);
        Assert.IsTrue(sent.Output[^1].StartsWith("held and verified: 5360 octets were given"), sent.Output[^1]);
        sent = AssertEnds(0, ["send", "firmware", good, .. common]);
        Assert.IsTrue(sent.Output[^1].StartsWith("held and verified: the meter holds it already"), sent.Output[^1]);

        // At a time that is far away, and taken back.
        string hash = sent.Output[^1][^64..];
        string[] later = ["send", "activate-firmware", hash, "--at", "2060-01-31T12:00:00Z", .. common];
        CollectionAssert.Contains(AssertEnds(0, later).Output, "  activation: accepted");
        CollectionAssert.Contains(bench.TypeState(), "firmware activation: waits for 2060-01-31 12:00:00Z");
        CollectionAssert.Contains(
            AssertEnds(0, ["send", "activate-firmware", hash, "--cancel", .. common]).Output,
            "  activation: accepted"
        );

        BenchProcess done = AssertEnds(0, ["send", "activate-firmware", good, .. common]);
        CollectionAssert.IsSubsetOf(
            new[] { "signature: valid", "  activation: success", "  firmware version that runs: 01000001" },
            done.Output
        );
        AssertEnds(0, ["send", "firmware", bad, .. common]);
        BenchProcess failed = AssertEnds(1, ["send", "activate-firmware", bad, .. common]);
        CollectionAssert.Contains(failed.Output, "  activation: activation failure");
        BenchProcess read = AssertEnds(0, ["send", "read-firmware-version", .. common]);
        CollectionAssert.Contains(read.Output, "  Firmware Version: 01000001");
        string[] expected = ["firmware version: 01000001", "firmware activation: last outcome: activation failure"];
        CollectionAssert.IsSubsetOf(expected, bench.TypeState());
        BenchProcess older = AssertEnds(1, ["send", "firmware", good, .. common]);
        StringAssert.Contains(older.Errors.Single(), "refused the offer");
        Assert.IsFalse(bench.Output.Any(line => line.Contains("OTA:DATA#")), "blocks are not for people");
    }

    [TestMethod]
    public void FirmwareIsRefusedInOneLineWhereItCannotBeTaken()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        string key = folder.PathOf("maker.pem");
        AssertEnds(0, ["firmware", "key", key]);
        string file = MakeSample(folder, "esme", key, "01000001", "none");
        string[] common = ["--data", folder.Path, "--port", bench.Port.ToString()];
        StringAssert.Contains(
            AssertEnds(1, ["send", "firmware", file, .. common]).Errors.Single(),
            "its board has no slots; the bench has one with --board wrover"
        );
        StringAssert.Contains(AssertEnds(1, ["send", "firmware", key, .. common]).Errors.Single(), "is no OTA file");
        StringAssert.Contains(
            AssertEnds(1, ["send", "activate-firmware", "00FF", .. common]).Errors.Single(),
            "cannot be read"
        );
        StringAssert.Contains(
            AssertEnds(2, ["send", "activate-firmware", file, "--at", "soon", .. common]).Errors.Single(),
            "is no time like 2026-01-31T12:00:00Z"
        );
        CollectionAssert.Contains(
            AssertEnds(1, ["send", "activate-firmware", file, .. common]).Output,
            "  activation: activation failure"
        );
    }

    [TestMethod]
    [DataRow("esme", "own")]
    [DataRow("gsme", "own")]
    [DataRow("esme", "rtds")]
    [DataRow("gsme", "rtds")]
    public void AdjustsResetsAndReads(string kind, string identity)
    {
        if (identity == "rtds")
        {
            _ = SharedData.Rtds;
        }

        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, identity);
        string[] common =
        [
            "--kind",
            kind,
            "--identity",
            identity,
            "--data",
            folder.Path,
            "--port",
            bench.Port.ToString(),
        ];
        string[] change =
        [
            "--time1",
            "30000",
            "--payment",
            "777",
            "--rate2",
            "50",
            "--period2",
            "hour",
            "--percentage",
            "33",
        ];
        BenchProcess first = AssertDone("signature: valid", ["send", "adjust-debt", .. change, .. common]);
        CollectionAssert.IsSubsetOf(
            new[]
            {
                "  Time Debt Register [1] changes by £0.30",
                "  Debt Recovery Rates [2] is £0.0005",
                "  period of Debt Recovery Rates [2] is an hour",
                "  Debt Recovery per Payment is 33%",
            },
            first.Output
        );

        // What a command does not name stays: the first rate, then the second with its period, and the percentage.
        string[] rate = ["--rate1", "123400", "--period1", "day"];
        AssertDone("signature: valid", ["send", "adjust-debt", "--time1", "0", .. rate, .. common]);
        AssertDone("signature: valid", ["send", "adjust-debt", "--time1", "-10000", .. common]);
        AssertDone("signature: valid", ["send", "adjust-debt", "--time2", "0", "--payment", "1", .. common]);
        AssertDone("signature: valid", ["send", "reset-debt", "payment", .. common]);
        BenchProcess read = AssertDone("MAC: valid", ["send", "read-balance", .. common]);
        Assert.IsTrue(read.Output.Any(line => line.EndsWith(", millipence: 0")), string.Join('|', read.Output));
        string[] expected =
        [
            "Time Debt Register [1]: 20000 millipence",
            "Time Debt Register [2]: 0 millipence",
            "Payment Debt Register: 0 millipence",
            "Debt Recovery Rates [1]: 123400 millipence every 86400 seconds",
            "Debt Recovery Rates [2]: 50 millipence every 3600 seconds",
            "Debt Recovery per Payment: 3300 hundredths of a percent",
            "Event Log: 5 entries",
        ];
        CollectionAssert.IsSubsetOf(expected, bench.TypeState());
    }

    [TestMethod]
    [DataRow("esme", "--rate 1=24500 --rate 2=12000 --night 00:30-07:30", "24500")]
    [DataRow("gsme", "--rate 1=6500", "6500")]
    public void SetsATariffWhichTheStateTells(string kind, string rates, string price)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, "own", "--time", "2026-01-30T12:00:00Z");
        string[] common = ["--kind", kind, "--data", folder.Path, "--port", bench.Port.ToString()];
        string[] tariff = ["send", "tariff", .. rates.Split(' '), "--standing-charge", "45000", .. common];
        BenchProcess send = AssertDone("signature: valid", tariff);
        CollectionAssert.Contains(send.Output, "  standing charge is £0.45 a day");
        string[] expected =
        [
            "rate in force: 1",
            $"Active Tariff Price: {price} millipence a kWh",
            "Standing Charge: 45000 millipence a day",
        ];
        CollectionAssert.IsSubsetOf(expected, bench.TypeState());
    }

    [TestMethod]
    [DataRow("esme", "  active Wh, reactive varh: ((0, (0, 30), 0, (0, 32)))", "  end, Wh: (none)")]
    [DataRow("gsme", "  consumption, litres: 0", "  end, litres: NOT_FOUND")]
    public void ReadingsAreDecrypted(string kind, string registers, string halfHours)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, "own");
        string[] common = ["--kind", kind, "--data", folder.Path, "--port", bench.Port.ToString()];
        BenchProcess read = AssertDone("MAC: valid", ["send", "read", "registers", .. common]);
        CollectionAssert.Contains(read.Output, registers, string.Join('|', read.Output));
        read = AssertDone("MAC: valid", ["send", "read", "half-hours", "--from", "2026-01-31", .. common]);
        CollectionAssert.Contains(read.Output, halfHours, string.Join('|', read.Output));
    }

    [TestMethod]
    public void SettingsMayBeSentWithoutAmounts()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        string[] common = ["--data", folder.Path, "--port", bench.Port.ToString()];
        BenchProcess send = AssertDone("signature: valid", ["send", "adjust-debt", "--period1", "hour", .. common]);
        CollectionAssert.Contains(send.Output, "  set the period of Debt Recovery Rates [1]: success");
        Assert.HasCount(1, send.Output.Where(line => line.EndsWith(": success")));
        CollectionAssert.Contains(bench.TypeState(), "Debt Recovery Rates [1]: 0 millipence every 3600 seconds");
    }

    [TestMethod]
    public void ManyAtOnceAreAllAnswered()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        string[] send =
        [
            "send",
            "adjust-debt",
            "--time1",
            "100",
            "--data",
            folder.Path,
            "--port",
            bench.Port.ToString(),
            "--timeout",
            "60",
        ];
        BenchProcess[] all = [.. Enumerable.Range(0, 8).Select(_ => BenchProcess.Begin(send))];
        foreach (BenchProcess one in all)
        {
            Assert.AreEqual(0, one.WaitForExit(), string.Join('|', one.Errors));
            CollectionAssert.Contains(one.Output, "signature: valid");
            one.Dispose();
        }

        CollectionAssert.Contains(bench.TypeState(), "Time Debt Register [1]: 800 millipence");
        Assert.IsFalse(bench.Output.Any(line => line.StartsWith("message: replayed")));
    }

    [TestMethod]
    public void WhatTheMeterDidNotDoIsAnError()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        string[] send =
        [
            "send",
            "adjust-debt",
            "--time2",
            int.MaxValue.ToString(),
            "--data",
            folder.Path,
            "--port",
            bench.Port.ToString(),
        ];
        AssertDone("signature: valid", send);
        using BenchProcess again = BenchProcess.Finish(send);
        Assert.AreNotEqual(0, again.WaitForExit());
        CollectionAssert.Contains(again.Output, "  adjust Time Debt Register [2]: other-reason");
        Assert.HasCount(1, again.Errors);
    }

    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void SetsTheClock(string kind)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, "own");
        string[] common = ["--kind", kind, "--data", folder.Path, "--port", bench.Port.ToString()];
        const string Status = "  time status (0 reliable, 1 invalid, 2 unreliable): ";
        BenchProcess now = AssertDone("signature: valid", ["send", "set-clock", .. common]);
        CollectionAssert.Contains(now.Output, Status + "0");
        BenchProcess past = AssertDone("signature: valid", ["send", "set-clock", "2020-02-02T02:02:02Z", .. common]);
        CollectionAssert.Contains(past.Output, Status + "2");
        BenchProcess again = AssertDone("signature: valid", ["send", "set-clock", "2020-02-02T02:02:02Z", .. common]);
        CollectionAssert.Contains(again.Output, Status + "0");
    }

    [TestMethod]
    public void FileIsSentAsItIs()
    {
        string command = Path.Combine(SharedData.Rtds, "messages", "2.3_ECS07", "ECS07_2.3_SUCCESS_COMMAND_GBCS.HEX");
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "rtds");
        string[] send =
        [
            "send",
            "file",
            command,
            "--identity",
            "rtds",
            "--data",
            folder.Path,
            "--port",
            bench.Port.ToString(),
            "--timeout",
            "1",
        ];
        BenchProcess first = AssertDone("signature: valid", send);
        Assert.AreEqual(10, first.Output.Count(line => line.EndsWith(": success")));

        // Again it is a replay: nothing comes, and that is said.
        using BenchProcess second = BenchProcess.Finish(send);
        Assert.AreNotEqual(0, second.WaitForExit());
        Assert.HasCount(1, second.Errors);
        StringAssert.Contains(second.Errors[0], "no answer within 1 s");
    }

    private static BenchProcess AssertDone(string proof, string[] arguments)
    {
        BenchProcess send = BenchProcess.Finish(arguments);
        Assert.AreEqual(0, send.WaitForExit(), string.Join('|', send.Errors));
        CollectionAssert.Contains(send.Output, proof);
        return send;
    }

    [TestMethod]
    [DataRow("devkitc")]
    [DataRow("wrover")]
    public void HubsClockCanBeRunFast(string board)
    {
        using var folder = new TestFolder();
        string[] fast = ["--board", board, "--hub-clock", "360"];
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own", fast);
        CollectionAssert.Contains(
            bench.TypeHub(),
            "hub: 12 V on, losses of it 0, mains loss on AC_LO 0, power outage alerts AD1 0"
        );
        bench.Type("mains off");
        bench.WaitFor(line => line == "mains has gone");

        // Half a second stands for three minutes.
        System.Threading.Thread.Sleep(1_500);
        bench.Type("mains on");
        bench.WaitFor(line => line == "mains is back");
        CollectionAssert.Contains(
            bench.TypeHub(),
            "hub: 12 V on, losses of it 1, mains loss on AC_LO 1, power outage alerts AD1 1"
        );
    }

    private static string MakeSample(TestFolder folder, string kind, string key, string version, string fault)
    {
        string file = folder.PathOf(version + ".ota");
        string[] what = ["--kind", kind, "--key", key, "--version", version, "--fault", fault, "--out", file];
        AssertEnds(0, ["firmware", "sample", .. what]);
        return file;
    }

    private static BenchProcess AssertEnds(int code, string[] arguments)
    {
        BenchProcess process = BenchProcess.Finish(arguments);
        Assert.AreEqual(code, process.WaitForExit(), string.Join('|', process.Output.Concat(process.Errors)));
        return process;
    }
}
