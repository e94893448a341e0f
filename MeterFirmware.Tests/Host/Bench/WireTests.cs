using System;
using System.Linq;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The bench's port and its standard input, as ends of one wire.</summary>
[TestClass]
public sealed class WireTests
{
    private const string Dropped = "line dropped: not GBCS:DATA#channel:octets:hex or OTA:DATA#...";

    [TestMethod]
    public void GoodLineWorksAfterMalformedOnes()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        using var client = new WireClient(bench.Port);
        client.Send("garbage\r\n");
        client.Send("GBCS:DATA#1:3:AABB\r\n");
        client.Send("GBCS:DATA#1:4097:AA\r\n");
        client.Send(new string('A', 100_000) + "\r\n");
        AssertAnswers(folder, client, 1);
        Assert.AreEqual(4, bench.Output.Count(line => line == Dropped), string.Join('|', bench.Output));
    }

    [TestMethod]
    public void HalfALineOfOneWhoLeavesDoesNotHarmTheNext()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        using (var leaver = new WireClient(bench.Port))
        {
            leaver.Send("GBCS:DATA#1:100:AABB");
        }

        bench.WaitFor(line => line == Dropped);
        using var client = new WireClient(bench.Port);
        AssertAnswers(folder, client, 1);
    }

    [TestMethod]
    public void AllWhoAreConnectedHearTheAnswer()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        using var listener = new WireClient(bench.Port);
        using var sender = new WireClient(bench.Port);
        byte[] answer = AssertAnswers(folder, sender, 1);
        CollectionAssert.AreEqual(answer, listener.Receive());
        CollectionAssert.AreEqual(answer, MessageLine.Read(bench.WaitFor(line => line.StartsWith("GBCS:"))));
    }

    [TestMethod]
    public void OneWhoHasSentAllStillGetsTheAnswer()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        using var client = new WireClient(bench.Port);
        client.Send(WireClient.LineOf(BuildCommand(folder, 1)));
        client.EndSending();
        Assert.IsNotNull(client.Receive());
    }

    [TestMethod]
    public void StandardInputIsTheWireToo()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        bench.Type("not a word of the bench");
        bench.WaitFor(line => line == Dropped);
        bench.Type(WireClient.LineOf(BuildCommand(folder, 1)));
        AssertIsAnswer(folder, MessageLine.Read(bench.WaitFor(line => line.StartsWith("GBCS:"))));

        // Without it, the port is still served.
        bench.CloseInput();
        using var client = new WireClient(bench.Port);
        AssertAnswers(folder, client, 2);
    }

    [TestMethod]
    public void PartsOfTheBenchObeyTypedWords()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own", "--time", "2026-01-31T12:00:00Z");
        bench.WaitFor(line => line == "LCD |Import          |      000000 kWh|");
        bench.Type("press a");
        bench.WaitFor(line => line == "LCD |Amount due      |           £0.00|");
        bench.Type("mains off");
        bench.WaitFor(line => line == "mains has gone");
        bench.Type("pulses none");
        bench.WaitFor(line => line == "not understood: pulses none");
        bench.Type("quit");
        Assert.AreEqual(0, bench.WaitForExit());
    }

    [TestMethod]
    public void MeterGoesOnWhenNobodyReadsItsOutput()
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "esme", "own");
        bench.StopReading();
        using var client = new WireClient(bench.Port);

        // Each brings a line of output, and all of them several times what a pipe holds.
        client.Send(string.Concat(Enumerable.Repeat("garbage\n", 5_000)));
        AssertAnswers(folder, client, 1);
    }

    [TestMethod]
    [DataRow("-TERM")]
    [DataRow("-INT")]
    public void SignalsEndItCleanly(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Not run: Windows has no such signals.");
        }

        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, "gsme", "own");
        Assert.AreEqual(0, bench.EndBy(signal));
        Assert.IsEmpty(bench.Errors);
    }

    private static byte[] AssertAnswers(TestFolder folder, WireClient client, long counter)
    {
        byte[] answer = client.Exchange(BuildCommand(folder, counter));
        AssertIsAnswer(folder, answer);
        return answer;
    }

    private static void AssertIsAnswer(TestFolder folder, byte[] answer)
    {
        Assert.IsNotNull(answer, "no answer");
        Assert.IsTrue(new HeadEndSystem(IdentityOf(folder)).IsAuthentic(new MeterMessage(answer)));
    }

    private static byte[] BuildCommand(TestFolder folder, long counter) =>
        new HeadEndSystem(IdentityOf(folder)).Build(
            MeterCommands.ManageDebt(MeterKind.Esme, new DebtAdjustment { Time1Millipence = 1 }),
            counter
        );

    private static MeterIdentity IdentityOf(TestFolder folder) =>
        Identities.Open(new DataFolder(folder.Path, MeterKind.Esme, DataFolder.OwnIdentity));
}
