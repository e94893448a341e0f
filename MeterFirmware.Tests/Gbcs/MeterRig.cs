using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// A whole meter on a storage, as a board's program puts it together; <see cref="Rig"/> makes the commands for it. After
    /// a loss of power another one is made on the same storage.
    /// </summary>
    public sealed class MeterRig
    {
        public const long Noon2030 = 946728000;
        private const byte DeviceKey = 3;
        private const string Digits = "0123456789ABCDEF";

        private readonly byte[] line = new byte[2 * MessageLimits.MaxOctets + 32];

        /// <summary>Powers a meter that was provisioned.</summary>
        public MeterRig(int kind, IRecordStore records)
        {
            Records = records;
            State = Make.State(kind, records);
            PayloadHandler payloads =
                kind == MeterKind.Esme
                    ? new EsmePayload(EsmePayload.CreateGroups(State))
                    : (PayloadHandler)new GsmePayload(GsmePayload.CreateGroups(State));
            Meter = new Meter(State, records, new FakeCryptography(DeviceKey), payloads);
            if (kind == MeterKind.Gsme)
            {
                // GCS28 is among the use cases in ASN.1.
                RunningFirmware running = new RunningFirmware(
                    new byte[] { 0, 0, 0, 1 },
                    null,
                    RunningFirmware.Deployed,
                    false
                );
                Meter.Server.Common = new ActivateFirmware(State, new Activation(State, running, null, null));
            }
            Result = Meter.Start();
        }

        public IRecordStore Records { get; }

        public MeterState State { get; }

        public Meter Meter { get; }

        /// <summary>What the start found.</summary>
        public int Result { get; }

        /// <summary>Does what the maker does.</summary>
        public static void Provision(Rig rig, IRecordStore records)
        {
            rig.Parties.Save(records);
            NewMeter.Declare(records);
        }

        /// <summary>Tells the time, so many seconds after the start.</summary>
        public void Tick(int seconds)
        {
            Meter.Tick(seconds * 1000L, true, Noon2030 + seconds);
        }

        /// <summary>Gives a message to the meter; what it answers waits in the meter.</summary>
        /// <returns>A <see cref="Refusal"/>.</returns>
        public int Send(byte[] message)
        {
            int count = WriteLine(message);
            if (Meter.Receive(line, 0, count) < count - 1)
            {
                throw new InvalidOperationException("the meter did not take the line");
            }
            return Meter.LastRefusal;
        }

        /// <summary>Takes what the meter sends.</summary>
        /// <returns>How many characters.</returns>
        public int TakeAnswer(byte[] piece)
        {
            int total = 0;
            for (int count = Meter.Send(piece); count > 0; count = Meter.Send(piece))
            {
                total += count;
            }
            return total;
        }

        private int WriteLine(byte[] message)
        {
            string head = "GBCS:DATA#7:" + message.Length.ToString() + ":";
            int at = 0;
            for (int i = 0; i < head.Length; i++)
            {
                line[at++] = (byte)head[i];
            }
            for (int i = 0; i < message.Length; i++)
            {
                line[at++] = (byte)Digits[message[i] >> 4];
                line[at++] = (byte)Digits[message[i] & 15];
            }
            line[at++] = (byte)'\r';
            line[at++] = (byte)'\n';
            return at;
        }
    }
}
