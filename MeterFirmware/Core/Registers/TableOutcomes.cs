using System;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// What is told to whoever sent a future-dated command when its tables come into force: an alert for each, with the
    /// command's message code and counter (GBCS 9.2.2.5). The command is named in the record of each table, so every table is
    /// told of as the outcome of the command that it came with; only what is to be told is in the image, and goes to the flash
    /// with the change that it tells of. For a table whose record is damaged when its moment comes the newest command is in the
    /// image too.
    /// </summary>
    public sealed class TableOutcomes
    {
        /// <summary>There is nothing to be told.</summary>
        public const int None = -1;

        /// <summary>What the detail of the event log's entry adds to the number of the table.</summary>
        public const int LogDetail = 256;

        private const int DueAt = ImageLayout.TablesDue;
        private const int FailedAt = ImageLayout.TablesFailed;
        private const int NewestAt = ImageLayout.NewestTableCommand;
        private const int NewestTablesAt = NewestAt + CounterLength + 2;

        // In a command.
        private const int CounterLength = 8;
        private const int MomentAt = CounterLength;
        private const int CodeAt = MomentAt + 4;
        private const int PartyAt = CodeAt + 1;

        private readonly StateImage image;
        private readonly MeteringTables tables;
        private readonly byte[] order;

        // The command at hand, and between commands the one whose outcome was found last.
        private readonly byte[] command = new byte[ConfigurationTable.CommandLength];
        private LogTail eventLog;

        /// <summary>Binds the outcomes to the image that holds what is due.</summary>
        /// <param name="image">The image.</param>
        /// <param name="tables">The tables.</param>
        /// <param name="isGas">True on a GSME, whose commands have tables of their own.</param>
        internal TableOutcomes(StateImage image, MeteringTables tables, bool isGas)
        {
            this.image = image;
            this.tables = tables;
            order = isGas ? GsmeOrder : EsmeOrder;
        }

        /// <summary>
        /// The outcome found last: the originator counter of its command in the first eight octets.
        /// </summary>
        public byte[] Command
        {
            get { return command; }
        }

        /// <summary>Its message code.</summary>
        public int MessageCode
        {
            get { return command[CodeAt]; }
        }

        /// <summary>The slot of who sent it; <see cref="None"/> if nobody knows.</summary>
        public int Party
        {
            get { return command[PartyAt] - 1; }
        }

        /// <summary>The moment that it named, seconds since 2000-01-01T00:00:00Z.</summary>
        public int MomentSeconds
        {
            get { return Octets.GetInt32(command, MomentAt); }
        }

        /// <summary>Gives it the log in which each outcome stands too.</summary>
        public void Use(LogTail log)
        {
            eventLog = log;
        }

        /// <summary>True if this table came into force at its moment; false if it could not.</summary>
        public bool IsSuccess(int table)
        {
            return (image.GetUInt16(FailedAt) & (1 << table)) == 0;
        }

        /// <summary>Looks for the outcome that is told next, and makes its command the one at hand.</summary>
        /// <returns>A <see cref="TariffTable"/>, or <see cref="None"/>.</returns>
        public int FindDue()
        {
            int due = image.GetUInt16(DueAt);
            for (int i = 0; due != 0 && i < order.Length; i++)
            {
                if ((due & (1 << order[i])) != 0)
                {
                    TakeCommand(order[i]);
                    return order[i];
                }
            }
            return None;
        }

        /// <summary>It is about to be told: committed with the counter of its alert.</summary>
        /// <param name="table">As <see cref="FindDue"/> gives it.</param>
        public void MarkTold(int table)
        {
            Change(DueAt, table, false);
            Change(FailedAt, table, false);
        }

        internal void BeginCommand(int party, int messageCode, byte[] message, int counterOffset)
        {
            Array.Copy(message, counterOffset, command, 0, CounterLength);
            command[CodeAt] = (byte)messageCode;
            command[PartyAt] = (byte)(party + 1);
        }

        // What names the command at hand in the record of a table.
        internal byte[] CommandFor(int momentSeconds)
        {
            Octets.SetInt32(command, MomentAt, momentSeconds);
            return command;
        }

        // A table was given, or what waited was cancelled: by a command that wants to be command, or not.
        internal void Replaced(int table, bool isAwaited)
        {
            bool isNewest =
                Octets.AreEqual(image.Raw, NewestAt, command, 0, CounterLength)
                && Octets.AreEqual(image.Raw, NewestAt + CounterLength, command, CodeAt, 2);
            if (isAwaited && !isNewest)
            {
                Array.Copy(command, 0, image.Raw, NewestAt, CounterLength);
                Array.Copy(command, CodeAt, image.Raw, NewestAt + CounterLength, 2);
                image.SetUInt16(NewestTablesAt, 0);
                // What the one before could not do is in the event log; whose it was is known no more.
                int failed = image.GetUInt16(FailedAt);
                image.SetUInt16(DueAt, image.GetUInt16(DueAt) & ~failed);
                image.SetUInt16(FailedAt, 0);
            }
            Change(NewestTablesAt, table, isAwaited);
        }

        // The moment of a table has come; it is in the working buffer if it could be read.
        internal void Happened(int table, bool isSuccess)
        {
            bool isAwaited = isSuccess
                ? tables.Buffer.CommandAt >= 0
                : (image.GetUInt16(NewestTablesAt) & (1 << table)) != 0;
            Change(DueAt, table, isAwaited);
            Change(FailedAt, table, isAwaited && !isSuccess);
            Change(NewestTablesAt, table, false);
            if ((isAwaited || !isSuccess) && eventLog != null)
            {
                int code = isSuccess ? EventCode.FutureDatedActioned : EventCode.FutureDatedNotActioned;
                eventLog.Add(code, LogDetail + table);
            }
        }

        private void TakeCommand(int table)
        {
            Array.Clear(command, 0, command.Length);
            if (!IsSuccess(table))
            {
                Array.Copy(image.Raw, NewestAt, command, 0, CounterLength);
                Array.Copy(image.Raw, NewestAt + CounterLength, command, CodeAt, 2);
                Octets.SetInt32(command, MomentAt, tables.Get(table).MomentSeconds);
            }
            else if (tables.Get(table).LoadActive() >= 0 && tables.Buffer.CommandAt >= 0)
            {
                Array.Copy(tables.Buffer.Octets, tables.Buffer.CommandAt, command, 0, command.Length);
            }
        }

        private void Change(int at, int table, bool isSet)
        {
            int bits = image.GetUInt16(at);
            int bit = 1 << table;
            int wanted = isSet ? bits | bit : bits & ~bit;
            if (wanted != bits)
            {
                image.SetUInt16(at, wanted);
            }
        }

        // As the reference set's alerts follow each other, which is the order of the commands.
        private static readonly byte[] EsmeOrder =
        {
            TariffTable.Switching,
            TariffTable.SpecialDays,
            TariffTable.Currency,
            TariffTable.StandingCharge,
            TariffTable.Prices,
            TariffTable.Thresholds,
            TariffTable.SecondarySwitching,
            TariffTable.SecondaryPrices,
            TariffTable.SecondarySpecialDays,
        };

        // Publish Tariff Information brings the standing charge and the currency: it is told of once.
        private static readonly byte[] GsmeOrder =
        {
            TariffTable.Switching,
            TariffTable.SpecialDays,
            TariffTable.StandingCharge,
            TariffTable.Thresholds,
            TariffTable.Prices,
        };
    }
}
