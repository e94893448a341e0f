using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// What must hold in every image before it may become the state of a meter, beyond its CRC: the other half of the
    /// invariants that hold before each write. Whoever adds state adds a line for what would make its code throw.
    /// </summary>
    public static class ImageCheck
    {
        // Twelve accounts of this size cannot wrap a long when they are added up.
        private const long LargestBalance = long.MaxValue / 64;

        private const int LastHalfHour = int.MaxValue / Metering.HalfHourSeconds;

        private const int LastVoltagePeriod = int.MaxValue / MeterParameters.LeastVoltagePeriodSeconds;

        /// <summary>True if the image is one that this firmware may have written.</summary>
        /// <param name="octets">The image, of this firmware's format and length.</param>
        public static bool Holds(byte[] octets)
        {
            return AccountsHold(octets)
                && DebtsHold(octets)
                && RingsHold(octets)
                && LogsHold(octets)
                && TablesHold(octets)
                && Octets.GetInt64(octets, ImageLayout.Consumption) >= 0
                && Octets.GetInt32(octets, ImageLayout.EventLog) >= 0
                && Octets.GetInt32(octets, ImageLayout.SecurityLog) >= 0;
        }

        private static bool AccountsHold(byte[] octets)
        {
            long sum = 0;
            for (int account = 0; account < Account.Count; account++)
            {
                long balance = Octets.GetInt64(octets, Accounts.OffsetOf(account));
                long largest = Account.IsRegister(account) ? int.MaxValue : LargestBalance;
                if (balance < -largest || balance > largest)
                {
                    return false;
                }
                sum += balance;
            }
            return sum == 0;
        }

        // How full the rings of the payment side are: more than they hold would read beyond them.
        private static bool RingsHold(byte[] octets)
        {
            return octets[PaymentLayout.CapWindow] <= PaymentLayout.CapWindowEntries
                && octets[PaymentLayout.Collections] < PaymentLayout.CollectionEntries
                && octets[PaymentLayout.Credits] < PaymentLayout.CreditEntries
                && octets[PaymentLayout.Alerts] <= PaymentLayout.AlertEntries;
        }

        // How far the logs have come: their entries' numbers, and how many half hours wait.
        private static bool LogsHold(byte[] octets)
        {
            return octets[RegisterLayout.PendingCount] <= RegisterLayout.PendingPlaces
                && IsMoment(Octets.GetInt32(octets, RegisterLayout.HighWater))
                && Octets.GetInt32(octets, RegisterLayout.OpenHalfHour) >= 0
                && Octets.GetInt32(octets, RegisterLayout.OpenHalfHour) <= LastHalfHour
                && Octets.GetInt32(octets, RegisterLayout.PendingFirst) >= 0
                && Octets.GetInt32(octets, RegisterLayout.PendingFirst) <= LastHalfHour
                && Octets.GetInt32(octets, RegisterLayout.VoltageEnd) >= 0
                && Octets.GetInt32(octets, RegisterLayout.VoltageEnd) <= LastVoltagePeriod
                && Octets.GetInt32(octets, RegisterLayout.BillingCount) >= 0
                && Octets.GetInt32(octets, RegisterLayout.DailyReadCount) >= 0;
        }

        private static bool TablesHold(byte[] octets)
        {
            bool holds = true;
            for (int table = 0; table < RegisterLayout.TablePlaces; table++)
            {
                int at = RegisterLayout.Tables + ConfigurationTable.StateLength * table;
                holds &= ConfigurationTable.IsState(octets[at]);
            }
            return holds;
        }

        private static bool IsMoment(int seconds)
        {
            return seconds >= 0 && seconds < int.MaxValue - UtcTime.DaySeconds;
        }

        private static bool DebtsHold(byte[] octets)
        {
            for (int debt = 0; debt < Debt.Count; debt++)
            {
                if (Octets.GetInt64(octets, Accounts.OffsetOf(Account.TimeDebt1 + debt)) > 0)
                {
                    return false;
                }
            }
            return Octets.GetUInt16(octets, ImageLayout.RecoveryPerPayment) <= DebtRegisters.WholePayment;
        }
    }
}
