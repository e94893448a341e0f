using MeterFirmware.Core;
using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>The payloads of commands, put together as the use cases say.</summary>
    public static class Payloads
    {
        /// <summary>An access-request that invokes one method of a debt with a double-long.</summary>
        public static byte[] InvokeDebt(int debt, int method, int amount)
        {
            return InvokeDebts(new int[] { debt }, method, amount);
        }

        public static byte[] InvokeDebts(int[] debts, int method, int amount)
        {
            OctetWriter writer = new OctetWriter(256);
            writer.WriteByte(0xD9);
            writer.WriteInt32(0x20000001);
            writer.WriteByte(0);
            writer.WriteByte(debts.Length);
            for (int i = 0; i < debts.Length; i++)
            {
                writer.WriteByte(3);
                writer.WriteUInt16(113);
                writer.WriteOctets(new byte[] { 0, 0, 19, 20, (byte)(debts[i] + 1), 255 }, 0, 6);
                writer.WriteByte(method);
            }
            writer.WriteByte(debts.Length);
            for (int i = 0; i < debts.Length; i++)
            {
                writer.WriteByte(5);
                writer.WriteInt32(amount);
            }
            return Finish(writer);
        }

        public static byte[] ReadMeterBalance()
        {
            return new byte[] { 0xD9, 0x20, 0, 0, 1, 0, 1, 1, 0, 112, 0, 0, 19, 10, 0, 255, 2, 1, 0 };
        }

        /// <summary>One Change Debt for each amount type, with the same other fields.</summary>
        public static byte[] ChangeDebt(int[] amountTypes, int amount, int frequency, int rate, int percentage)
        {
            OctetWriter writer = new OctetWriter(256);
            writer.WriteUInt16(0x0109);
            writer.WriteByte(amountTypes.Length);
            for (int i = 0; i < amountTypes.Length; i++)
            {
                writer.WriteByte(i == amountTypes.Length - 1 ? 1 : 0);
                writer.WriteUInt16(0x0705);
                writer.WriteUInt16(27);
                writer.WriteByte(0x01);
                writer.WriteByte(i);
                writer.WriteByte(0x02);
                writer.WriteInt32(0);
                writer.WriteByte(0);
                WriteLittle(writer, amount, 4);
                writer.WriteByte(amountTypes[i] / 2 == 2 ? 1 : 0);
                writer.WriteByte(amountTypes[i]);
                writer.WriteInt32(0);
                writer.WriteUInt16(0);
                writer.WriteByte(frequency);
                WriteLittle(writer, rate, 4);
                WriteLittle(writer, percentage, 2);
            }
            return Finish(writer);
        }

        /// <summary>
        /// ECS02 and ECS03, at once: mode, configuration and activation of the passive Account. In Prepayment Mode the time
        /// debts are charged in the states given (0xE0 is all three, 0xC0 not while the supply is disabled), and the charges
        /// by time either have Accumulated Debt as a third credit or not.
        /// </summary>
        public static byte[] SetEsmeMode(bool isPrepayment, int timeDebtStates, bool accumulates)
        {
            byte[] attributes = { 2, 11, 13 };
            OctetWriter writer = new OctetWriter(512);
            writer.WriteByte(0xD9);
            writer.WriteInt32(0x20000001);
            writer.WriteByte(0);
            writer.WriteByte(attributes.Length);
            for (int i = 0; i < attributes.Length; i++)
            {
                writer.WriteOctets(new byte[] { 2, 0, 111, 0, 1, 19, 0, 0, 255, attributes[i] }, 0, 10);
            }
            writer.WriteByte(attributes.Length);
            writer.WriteOctets(new byte[] { 2, 2, 0x16, (byte)(isPrepayment ? 2 : 1), 0x16, 1 }, 0, 6);
            // Pairs of a credit and a charge, in the order of GBCS 18.2.1.
            byte[] pairs = { 0, 0, 0, 4, 0, 1, 0, 2, 0, 3, 1, 3, 1, 0, 1, 4, 1, 1, 1, 2, 2, 4, 2, 1, 2, 2 };
            int rows = isPrepayment ? 10 : 2;
            rows += accumulates ? 3 : 0;
            writer.WriteByte(1);
            writer.WriteByte(rows);
            for (int i = 0; i < 2 * rows; i += 2)
            {
                bool isTimeDebt = pairs[i] != 2 && (pairs[i + 1] == 1 || pairs[i + 1] == 2);
                writer.WriteOctets(new byte[] { 2, 3, 9, 6, 0, 0, 19, 10, pairs[i], 255 }, 0, 10);
                writer.WriteOctets(new byte[] { 9, 6, 0, 0, 19, 20, pairs[i + 1], 255, 4, 3 }, 0, 10);
                writer.WriteByte(isTimeDebt ? timeDebtStates : 0xE0);
            }
            writer.WriteOctets(new byte[] { 9, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 255 }, 0, 14);
            return Finish(writer);
        }

        /// <summary>GCS02 and GCS03, at once: Change Payment Mode with a Payment Control Configuration.</summary>
        public static byte[] SetGsmeMode(int configuration)
        {
            OctetWriter writer = new OctetWriter(64);
            writer.WriteOctets(new byte[] { 1, 9, 1, 1, 7, 5, 0, 21, 1, 0, 6 }, 0, 11);
            writer.WriteOctets(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 }, 0, 12);
            WriteLittle(writer, configuration, 2);
            WriteLittle(writer, 0, 4);
            return Finish(writer);
        }

        /// <summary>CS01a or CS01b: a UTRN for the meter of a kind.</summary>
        public static byte[] TopUp(int kind, byte[] digits)
        {
            byte[] esme = { 0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 115, 0, 0, 19, 40, 0, 255, 1, 1, 9, 20 };
            byte[] gsme = { 1, 9, 1, 1, 7, 5, 0, 25, 1, 0, 4, 1, 20 };
            byte[] begin = kind == MeterKind.Esme ? esme : gsme;
            OctetWriter writer = new OctetWriter(64);
            writer.WriteOctets(begin, 0, begin.Length);
            writer.WriteOctets(digits, 0, digits.Length);
            return Finish(writer);
        }

        /// <summary>ECS70: the instructions of GBCS, with the interval's ends as seconds since 2000.</summary>
        public static byte[] SetClock(long start, long end)
        {
            byte[] methods = { 2, 9, 3, 5, 3, 4, 1, 2, 1, 4 };
            OctetWriter writer = new OctetWriter(256);
            writer.WriteByte(0xD9);
            writer.WriteInt32(0x20000001);
            writer.WriteByte(0);
            writer.WriteByte(5);
            for (int i = 0; i < methods.Length; i += 2)
            {
                writer.WriteByte(methods[i]);
                writer.WriteOctets(new byte[] { 0, 8, 0, 0, 1, 0, 0, 255, methods[i + 1] }, 0, 9);
            }
            writer.WriteOctets(new byte[] { 5, 0x16, 5, 2, 3, 9, 12 }, 0, 7);
            UtcTime.WriteCosemUnknown(writer.Raw, writer.Reserve(12));
            WriteTime(writer, start);
            WriteTime(writer, end);
            writer.WriteOctets(new byte[] { 0x0F, 0, 0, 0 }, 0, 4);
            return Finish(writer);
        }

        /// <summary>GCS28.</summary>
        public static byte[] SetGasClock(int start, int end)
        {
            OctetWriter writer = new OctetWriter(64);
            int begun = DerWriter.Begin(writer);
            DerTime.Write(writer, start);
            DerTime.Write(writer, end);
            DerWriter.Close(writer, begun);
            return Finish(writer);
        }

        private static void WriteTime(OctetWriter writer, long utcSeconds)
        {
            writer.WriteByte(9);
            writer.WriteByte(UtcTime.CosemLength);
            UtcTime.WriteCosem(utcSeconds, writer.Raw, writer.Reserve(UtcTime.CosemLength));
        }

        private static void WriteLittle(OctetWriter writer, int value, int octets)
        {
            for (int i = 0; i < octets; i++)
            {
                writer.WriteByte(value >> (8 * i));
            }
        }

        private static byte[] Finish(OctetWriter writer)
        {
            byte[] payload = new byte[writer.Position];
            System.Array.Copy(writer.Raw, 0, payload, 0, payload.Length);
            return payload;
        }

        /// <summary>GCS23: Publish Conversion Factor and Publish Calorific Value, for now.</summary>
        public static byte[] GasFactors(int conversionFactor, int calorificValue)
        {
            OctetWriter writer = new OctetWriter(64);
            writer.WriteUInt16(0x0109);
            writer.WriteByte(2);
            for (int i = 0; i < 2; i++)
            {
                bool isLast = i == 1;
                writer.WriteByte(isLast ? 1 : 0);
                writer.WriteUInt16(0x0700);
                writer.WriteUInt16(isLast ? 17 : 16);
                writer.WriteByte(9);
                writer.WriteByte(i);
                writer.WriteByte(2 + i);
                writer.WriteInt32(0x01000000);
                writer.WriteInt32(0);
                int value = isLast ? calorificValue : conversionFactor;
                for (int octet = 0; octet < 4; octet++)
                {
                    writer.WriteByte((value >> (8 * octet)) & 0xFF);
                }
                if (isLast)
                {
                    writer.WriteByte(1);
                }
                writer.WriteByte(isLast ? 0x10 : 0x50);
            }
            byte[] payload = new byte[writer.Position];
            System.Array.Copy(writer.Raw, 0, payload, 0, payload.Length);
            return payload;
        }
    }
}
