using System;
using System.Security.Cryptography;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Wrover;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>The board whose firmware can be changed, and what both of its programs must agree on.</summary>
[TestClass]
public class WroverTests
{
    [TestMethod]
    public void DefinitionsAreLegal()
    {
        Assert.IsNull(BoardCheck.Check(WroverBoard.Esme()));
        Assert.IsNull(BoardCheck.Check(WroverBoard.Gsme()));
    }

    [TestMethod]
    public void SlotsNeedPsram()
    {
        BoardDefinition board = WroverBoard.Esme();
        board.HasPsram = false;
        Assert.Contains("PSRAM", BoardCheck.Check(board));
        board.HasPsram = true;
        board.SlotSegments = SlotStore.MostSegments + 1;
        Assert.Contains("256 segments", BoardCheck.Check(board));
    }

    [TestMethod]
    public void BootstrapOpensTheLinesOfTheDefinition()
    {
        BoardDefinition board = WroverBoard.Esme();
        Assert.AreEqual(MeterFirmware.Wrover.Bootstrap.Program.SupplyCutPin, board.SupplyCut.Pin);
        Assert.AreEqual(MeterFirmware.Wrover.Bootstrap.Program.MeterPresentPin, board.MeterPresent.Pin);
        Assert.AreEqual(MeterFirmware.Wrover.Bootstrap.Program.PulsePin, board.Pulse.Pin);
        Assert.AreEqual(MeterFirmware.Wrover.Bootstrap.Program.SlotSegments, board.SlotSegments);
        Assert.AreEqual(MeterFirmware.Wrover.Bootstrap.Program.StorageRoot, board.StorageRoot);
    }

    [TestMethod]
    public void Sha256IsThatOfDotNet()
    {
        var random = new Random(6);
        var hash = new MeterFirmware.Crypto.Sha256();
        for (int i = 0; i < 2_000; i++)
        {
            byte[] message = new byte[random.Next(300)];
            random.NextBytes(message);
            int cut = random.Next(message.Length + 1);
            hash.Add(message, 0, cut);
            hash.Add(message, cut, message.Length - cut);
            byte[] digest = new byte[32];
            hash.Finish(digest, 0);
            CollectionAssert.AreEqual(SHA256.HashData(message), digest);
        }
    }
}
