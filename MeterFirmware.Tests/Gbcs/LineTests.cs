using MeterFirmware.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    [TestClass]
    public class LineTests
    {
        private static int TakeAll(LineReceiver receiver, string text)
        {
            int messages = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (receiver.Take(text[i]))
                {
                    messages++;
                }
            }
            return messages;
        }

        [TestMethod]
        public void LineGivesItsMessage()
        {
            LineReceiver receiver = new LineReceiver();
            Assert.AreEqual(1, TakeAll(receiver, "GBCS:DATA#17:3:0aFf1C\r\n"));
            Assert.AreEqual(17, receiver.Channel);
            Assert.AreEqual(3, receiver.Count);
            Assert.AreEqual(0x0A, (int)receiver.Message[0]);
            Assert.AreEqual(0xFF, (int)receiver.Message[1]);
            Assert.AreEqual(0x1C, (int)receiver.Message[2]);
            Assert.AreEqual(0, receiver.Malformed);
        }

        [TestMethod]
        public void LineOfTheOtaClusterGivesItsFrame()
        {
            LineReceiver receiver = new LineReceiver();
            Assert.AreEqual(1, TakeAll(receiver, "OTA:DATA#4:2:0aFf\r\n"));
            Assert.AreEqual(LineForm.Ota, receiver.Form);
            Assert.AreEqual(4, receiver.Channel);
            Assert.AreEqual(2, receiver.Count);
            Assert.AreEqual(1, TakeAll(receiver, "GBCS:DATA#4:2:0aFf\r\n"));
            Assert.AreEqual(LineForm.Gbcs, receiver.Form);
            Assert.AreEqual(0, receiver.Malformed);
        }

        [TestMethod]
        [DataRow("GBCS:DATA#1:2:0102")]
        [DataRow("\r\nGBCS:DATA#0:2:0102\r")]
        public void EndOfLineMayBeALineFeedAndEmptyLinesAreNothing(string line)
        {
            LineReceiver receiver = new LineReceiver();
            Assert.AreEqual(1, TakeAll(receiver, line + "\n\r\n\n"));
            Assert.AreEqual(0, receiver.Malformed);
        }

        [TestMethod]
        [DataRow("GBCS:DATA")]
        [DataRow("gbcs:DATA#1:1:00")]
        [DataRow("OTA:DATA")]
        [DataRow("ota:DATA#1:1:00")]
        [DataRow("OTABCS:DATA#1:1:00")]
        [DataRow("OTA:DATA#256:1:00")]
        [DataRow("OTA:DATA#1:2:00")]
        [DataRow("GBCS:DATA#:1:00")]
        [DataRow("GBCS:DATA#256:1:00")]
        [DataRow("GBCS:DATA#-1:1:00")]
        [DataRow("GBCS:DATA#1:0:")]
        [DataRow("GBCS:DATA#1::00")]
        [DataRow("GBCS:DATA#1:4097:00")]
        [DataRow("GBCS:DATA#1:99999999999999999999:00")]
        [DataRow("GBCS:DATA#1:2:00")]
        [DataRow("GBCS:DATA#1:2:000")]
        [DataRow("GBCS:DATA#1:2:00000")]
        [DataRow("GBCS:DATA#1:2:000000")]
        [DataRow("GBCS:DATA#1:2:00 0")]
        [DataRow("GBCS:DATA#1:1:00 ")]
        [DataRow("GBCS:DATA#1:1:0G")]
        [DataRow("GBCS:DATA#1:1:00\r\r")]
        [DataRow("hello")]
        [DataRow("\r ")]
        public void MalformedLineIsDroppedAndTheNextGoodOneWorks(string line)
        {
            LineReceiver receiver = new LineReceiver();
            Assert.AreEqual(0, TakeAll(receiver, line + "\r\n"));
            Assert.AreEqual(1, receiver.Malformed);
            Assert.AreEqual(1, TakeAll(receiver, "GBCS:DATA#1:1:5A\r\n"));
            Assert.AreEqual(0x5A, (int)receiver.Message[0]);
            Assert.AreEqual(1, receiver.Malformed);
        }

        [TestMethod]
        [DataRow(1, 0)]
        [DataRow(9, 9)]
        [DataRow(100, 10)]
        [DataRow(4096, 255)]
        public void WhatTheSenderGivesTheReceiverTakes(int length, int channel)
        {
            byte[] message = new byte[length + 2];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)(i * 7);
            }
            LineSender sender = new LineSender();
            LineReceiver receiver = new LineReceiver();
            int form = channel % 2 == 0 ? LineForm.Gbcs : LineForm.Ota;
            sender.Begin(form, channel, message, 2, length);
            byte[] piece = new byte[13];
            int messages = 0;
            for (int given = sender.Next(piece); given > 0; given = sender.Next(piece))
            {
                for (int i = 0; i < given; i++)
                {
                    messages += receiver.Take(piece[i]) ? 1 : 0;
                }
            }
            Assert.AreEqual(1, messages);
            Assert.IsFalse(sender.IsBusy);
            Assert.AreEqual(form, receiver.Form);
            Assert.AreEqual(channel, receiver.Channel);
            Assert.AreEqual(length, receiver.Count);
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual((int)message[i + 2], (int)receiver.Message[i]);
            }
        }
    }
}
