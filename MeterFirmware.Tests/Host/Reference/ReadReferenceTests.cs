using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>A response that carries only a MAC is reproduced to its last octet.</summary>
[TestClass]
public class ReadReferenceTests
{
    [TestMethod]
    public void Ecs82GivesTheReferenceResponseAndMayRepeat()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        byte[] command = ReferenceMessages.Load("ECS82_4.18_SUCCESS_COMMAND");
        byte[] reference = ReferenceMessages.Load("ECS82_4.18_SUCCESS_RESPONSE");

        // 250,000 millipence: what the reference device held.
        meter.State.Accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, 250000);
        for (int i = 0; i < 2; i++)
        {
            Assert.AreEqual(Convert.ToHexString(reference), Convert.ToHexString(meter.Send(command)));
        }
    }

    [TestMethod]
    public void AlertHasTheFormOfTheReferenceAlerts()
    {
        foreach (
            (int kind, string name, int first) in new[]
            {
                (MeterKind.Esme, "GCA-DLMS_NA_8F30_ALERT", 0x7D0),
                (MeterKind.Gsme, "GCA-ZigBee_NA_8F30_ALERT", 0xBB8),
            }
        )
        {
            var meter = new ReferenceMeter(kind);
            meter.State.Image.SetInt64(MeterFirmware.Core.State.ImageLayout.AlertCounter, first - 1);

            // 2015-01-01T00:00:00Z, and a message that nobody known sent.
            byte[] forged = ReferenceMessages.Load(
                kind == MeterKind.Esme ? "ECS07_2.3_SUCCESS_COMMAND" : "GCS04_2.3_SUCCESS_COMMAND"
            );
            forged[^1] ^= 1;
            Assert.IsNull(meter.Send(forged));
            meter.Meter.Tick(60000, true, 0x1C374A80);
            byte[] alert = meter.TakeAnswer();
            byte[] reference = ReferenceMessages.Load(name);
            string expected = Convert.ToHexString(reference[..^64]).Replace("8F30", "8F3D");
            Assert.AreEqual(expected, Convert.ToHexString(alert[..^64]));
            Assert.IsTrue(meter.IsSignedByDevice(alert));
        }
    }
}
