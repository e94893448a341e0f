using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// credit_charge_configuration of the Account: which charge is taken from which credit. GBCS 18.2.1 allows five, each with
    /// or without the charge of a twin element meter; they say the mode and its two suspensions, and nothing else is accepted.
    /// </summary>
    public static class ChargeConfiguration
    {
        private const int CreditCount = 2;
        private const int PrepaymentCount = 10;
        private const int AccumulatedCount = 3;

        private const int AllStates = 0xE0;
        private const int NotWhileDisabled = 0xC0;
        private const int StateBits = 3;

        // A row: the last field of the credit's OBIS code, that of the charge's, 1 for a time debt.
        private const int RowLength = 3;
        private const int TwinCharge = 5;

        /// <summary>Reads the array.</summary>
        /// <returns>
        /// The value of <see cref="PaymentSetting.Mode"/>, or -1 if it is none of those allowed. A reader that is then not at its
        /// end has something that is no such array.
        /// </returns>
        public static int Read(AxdrReader reader)
        {
            int count = reader.ReadArray();
            if (count == CreditCount || count == CreditCount + 1)
            {
                bool isCredit = ReadRows(reader, CreditCount, AllStates);
                isCredit &= count == CreditCount || ReadRow(reader, 0, TwinCharge, AllStates);
                return Done(reader, isCredit) ? PaymentSettings.PackMode(PaymentMode.Credit, false, false) : -1;
            }
            int rest = count - PrepaymentCount;
            bool accumulates = rest == AccumulatedCount || rest == AccumulatedCount + 2;
            bool isTwin = rest == 2 || rest == AccumulatedCount + 2;
            if (rest != 0 && !accumulates && !isTwin)
            {
                return -1;
            }
            bool suspends = IsSuspending(reader);
            bool right = ReadRows(reader, PrepaymentCount, suspends ? NotWhileDisabled : AllStates);
            for (int row = 0; row < AccumulatedCount && accumulates; row++)
            {
                right &= ReadRow(reader, 2, Accumulated[row], AllStates);
            }
            for (int credit = 0; credit < 2 && isTwin; credit++)
            {
                right &= ReadRow(reader, credit, TwinCharge, AllStates);
            }
            return Done(reader, right) ? PaymentSettings.PackMode(PaymentMode.Prepayment, suspends, accumulates) : -1;
        }

        /// <summary>Writes the array that says the payment mode in force.</summary>
        /// <param name="settings">Has it.</param>
        /// <param name="isTwin">Whether there is the charge of a second element.</param>
        /// <param name="writer">Receives it.</param>
        internal static void Write(PaymentSettings settings, bool isTwin, OctetWriter writer)
        {
            bool isPrepayment = settings.IsPrepayment;
            bool accumulates = isPrepayment && settings.SuspendDebtEmergency;
            int rows = isPrepayment ? PrepaymentCount : CreditCount;
            int credits = isPrepayment ? 2 : 1;
            int debtStates = isPrepayment && settings.SuspendDebtDisabled ? NotWhileDisabled : AllStates;
            writer.WriteByte(AxdrTag.Array);
            writer.WriteByte(rows + (accumulates ? AccumulatedCount : 0) + (isTwin ? credits : 0));
            for (int i = 0; i < rows; i++)
            {
                int row = i * RowLength;
                WriteRow(Rows[row], Rows[row + 1], Rows[row + 2] != 0 ? debtStates : AllStates, writer);
            }
            for (int i = 0; i < AccumulatedCount && accumulates; i++)
            {
                WriteRow(2, Accumulated[i], AllStates, writer);
            }
            for (int credit = 0; credit < credits && isTwin; credit++)
            {
                WriteRow(credit, TwinCharge, AllStates, writer);
            }
        }

        private static void WriteRow(int credit, int charge, int states, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(3);
            WriteObject(10, credit, writer);
            WriteObject(20, charge, writer);
            writer.WriteByte(AxdrTag.BitString);
            writer.WriteByte(StateBits);
            writer.WriteByte(states);
        }

        private static void WriteObject(int group, int instance, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(6);
            writer.WriteUInt16(0);
            writer.WriteByte(19);
            writer.WriteByte(group);
            writer.WriteByte(instance);
            writer.WriteByte(255);
        }

        private static bool Done(AxdrReader reader, bool right)
        {
            return right && reader.IsAtEnd;
        }

        private static bool ReadRows(AxdrReader reader, int rows, int debtStates)
        {
            bool right = true;
            for (int i = 0; i < rows; i++)
            {
                int row = i * RowLength;
                right &= ReadRow(reader, Rows[row], Rows[row + 1], Rows[row + 2] != 0 ? debtStates : AllStates);
            }
            return right;
        }

        private static bool ReadRow(AxdrReader reader, int credit, int charge, int states)
        {
            reader.ReadStructure(3);
            int creditAt = reader.ReadOctets(6);
            int chargeAt = reader.ReadOctets(6);
            int statesAt = reader.ReadBits(StateBits);
            return !reader.Failed
                && IsObject(reader, creditAt, 10, credit)
                && IsObject(reader, chargeAt, 20, charge)
                && reader.GetOctet(statesAt) == states;
        }

        private static bool IsObject(AxdrReader reader, int at, int group, int instance)
        {
            return reader.GetOctet(at) == 0
                && reader.GetOctet(at + 1) == 0
                && reader.GetOctet(at + 2) == 19
                && reader.GetOctet(at + 3) == group
                && reader.GetOctet(at + 4) == instance
                && reader.GetOctet(at + 5) == 255;
        }

        // Looks ahead: the states of the first time debt, in the third row, are those of all.
        private static bool IsSuspending(AxdrReader reader)
        {
            const int octetsOfRow = 2 + 8 + 8 + 3;
            return reader.PeekOctet(3 * octetsOfRow - 1) == NotWhileDisabled;
        }

        private static readonly byte[] Accumulated = { 4, 1, 2 };

        // csharpier-ignore
        private static readonly byte[] Rows =
        {
            0, 0, 0,  0, 4, 0,
            0, 1, 1,  0, 2, 1,  0, 3, 0,
            1, 3, 0,  1, 0, 0,  1, 4, 0,  1, 1, 1,  1, 2, 1,
        };
    }
}
