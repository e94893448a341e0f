using System;
using System.Security.Cryptography;
using MeterFirmware.Tests.Host.Reference;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The reference messages over the bench's port, with the process killed in between.</summary>
[TestClass]
public sealed class ReferenceIdentityTests
{
    private const int SignatureLength = 64;

    private static readonly string[] esmeDebts =
    [
        "Time Debt Register [1]: 30000 millipence",
        "Time Debt Register [2]: 15000 millipence",
        "Payment Debt Register: 50000 millipence",
        "Debt Recovery Rates [1]: 30000 millipence every 86400 seconds",
        "Debt Recovery Rates [2]: 150000 millipence every 86400 seconds",
        "Debt Recovery per Payment: 1000 hundredths of a percent",
        "sum of all accounts: 0 millipence",
    ];

    private static readonly string[] gsmeDebts =
    [
        "Time Debt Register [1]: 1000000 millipence",
        "Time Debt Register [2]: 500000 millipence",
        "Payment Debt Register: 1000000 millipence",
        "Debt Recovery Rates [1]: 50000 millipence every 86400 seconds",
        "Debt Recovery Rates [2]: 50000 millipence every 3600 seconds",
        "Debt Recovery per Payment: 100 hundredths of a percent",
        "sum of all accounts: 0 millipence",
    ];

    [TestMethod]
    [DataRow("esme", "ECS07_2.3_SUCCESS")]
    [DataRow("gsme", "GCS04_2.3_SUCCESS")]
    public void AnswersAsTheReferenceAndKeepsItOverAKill(string kind, string name)
    {
        byte[] command = ReferenceMessages.Load(name + "_COMMAND");
        byte[] expected = ReferenceMessages.Load(name + "_RESPONSE");
        string[] debts = kind == "esme" ? esmeDebts : gsmeDebts;
        using var folder = new TestFolder();
        byte[] signingKey;
        using (BenchProcess bench = BenchProcess.Run(folder, kind, "rtds"))
        {
            signingKey = bench.SigningKey;
            using var client = new WireClient(bench.Port);
            byte[] answer = client.Exchange(command);
            // Not a turn more: the answer is the promise that all is on the disk.
            bench.Kill();
            AssertAnswer(expected, answer, signingKey);
        }

        using (BenchProcess bench = BenchProcess.Run(folder, kind, "rtds"))
        {
            CollectionAssert.AreEqual(signingKey, bench.SigningKey);
            string[] before = bench.TypeState();
            CollectionAssert.IsSubsetOf(debts, before);
            using var client = new WireClient(bench.Port);
            Assert.IsNull(client.Exchange(command, WireClient.SilenceMilliseconds), "a replay was answered");
            CollectionAssert.IsSubsetOf(debts, bench.TypeState());
            bench.Type("quit");
            Assert.AreEqual(0, bench.WaitForExit());
        }

        BenchProcess stored = BenchProcess.Finish("state", "--kind", kind, "--identity", "rtds", "--data", folder.Path);
        CollectionAssert.IsSubsetOf(debts, stored.Output);
    }

    private static void AssertAnswer(byte[] expected, byte[] answer, byte[] signingKey)
    {
        Assert.IsNotNull(answer, "no answer");
        Assert.AreEqual(
            Convert.ToHexString(expected[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = signingKey[..32], Y = signingKey[32..] },
            }
        );
        // What is signed lies between the tag and the length of the signature.
        byte[] signed = answer[1..^(SignatureLength + 1)];
        Assert.IsTrue(key.VerifyData(signed, answer[^SignatureLength..], HashAlgorithmName.SHA256), "signature");
    }
}
