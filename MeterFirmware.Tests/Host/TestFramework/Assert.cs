using System;
using System.Runtime.CompilerServices;
using TestFrameworkShared;

namespace nanoFramework.TestFramework;

/// <summary>
/// The device's assertions with its signatures, overload for overload, so that the host's compiler chooses what the
/// device's does. Its obsolete ones (Equal, True, Throws, ...) are left out.
/// </summary>
public sealed class Assert
{
    // AreEqual: one overload a type, because a generic one would accept what the device refuses.

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        bool expected,
        bool actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        byte expected,
        byte actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        char expected,
        char actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        DateTime expected,
        DateTime actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        double expected,
        double actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        float expected,
        float actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        int expected,
        int actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        long expected,
        long actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        object expected,
        object actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        sbyte expected,
        sbyte actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        short expected,
        short actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        string expected,
        string actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        uint expected,
        uint actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        ulong expected,
        ulong actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are equal.</summary>
    public static void AreEqual(
        ushort expected,
        ushort actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Equal(expected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        bool notExpected,
        bool actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        byte notExpected,
        byte actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        char notExpected,
        char actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        DateTime notExpected,
        DateTime actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        double notExpected,
        double actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        float notExpected,
        float actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        int notExpected,
        int actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        long notExpected,
        long actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        object notExpected,
        object actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        sbyte notExpected,
        sbyte actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        short notExpected,
        short actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        string notExpected,
        string actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        uint notExpected,
        uint actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        ulong notExpected,
        ulong actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>The values are unequal.</summary>
    public static void AreNotEqual(
        ushort notExpected,
        ushort actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => NotEqual(notExpected, actual, message);

    /// <summary>Both are the same object.</summary>
    public static void AreSame(
        object expected,
        object actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Require(ReferenceEquals(expected, actual), "Assert.AreSame", message);

    /// <summary>The objects are two.</summary>
    public static void AreNotSame(
        object notExpected,
        object actual,
        [CallerArgumentExpression(nameof(actual))] string message = ""
    ) => Require(!ReferenceEquals(notExpected, actual), "Assert.AreNotSame", message);

    /// <summary>The value contains the expected string.</summary>
    public static void Contains(
        string expected,
        string value,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            value.Contains(expected, StringComparison.Ordinal),
            "Assert.Contains",
            $"'{value}' does not contain '{expected}'. {message}"
        );

    /// <summary>The value does not contain the string.</summary>
    public static void DoesNotContains(
        string notExpected,
        string value,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            !value.Contains(notExpected, StringComparison.Ordinal),
            "Assert.DoesNotContains",
            $"'{value}' contains '{notExpected}'. {message}"
        );

    /// <summary>The value starts with the expected string.</summary>
    public static void StartsWith(
        string expected,
        string value,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            value.StartsWith(expected, StringComparison.Ordinal),
            "Assert.StartsWith",
            $"'{value}' does not start with '{expected}'. {message}"
        );

    /// <summary>The value ends with the expected string.</summary>
    public static void EndsWith(
        string expected,
        string value,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            value.EndsWith(expected, StringComparison.Ordinal),
            "Assert.EndsWith",
            $"'{value}' does not end with '{expected}'. {message}"
        );

    /// <summary>The condition holds.</summary>
    public static void IsTrue(bool condition, [CallerArgumentExpression(nameof(condition))] string message = "") =>
        Require(condition, "Assert.IsTrue", message);

    /// <summary>The condition does not hold.</summary>
    public static void IsFalse(bool condition, [CallerArgumentExpression(nameof(condition))] string message = "") =>
        Require(!condition, "Assert.IsFalse", message);

    /// <summary>The value is null.</summary>
    public static void IsNull(object value, [CallerArgumentExpression(nameof(value))] string message = "") =>
        Require(value is null, "Assert.IsNull", message);

    /// <summary>The value is not null.</summary>
    public static void IsNotNull(object value, [CallerArgumentExpression(nameof(value))] string message = "") =>
        Require(value is not null, "Assert.IsNotNull", message);

    /// <summary>The value is of exactly this type: on the device a derived one does not pass either.</summary>
    public static void IsInstanceOfType(
        object value,
        Type expected,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            value?.GetType() == expected,
            "Assert.IsInstanceOfType",
            $"Expected type:<{expected}>. Actual type:<{value?.GetType()}>. {message}"
        );

    /// <summary>The value is not of exactly this type.</summary>
    public static void IsNotInstanceOfType(
        object value,
        Type notExpected,
        [CallerArgumentExpression(nameof(value))] string message = ""
    ) =>
        Require(
            value?.GetType() != notExpected,
            "Assert.IsNotInstanceOfType",
            $"Wrong type:<{notExpected}>. {message}"
        );

    /// <summary>The action throws exactly this exception, not one derived from it.</summary>
    public static void ThrowsException(
        Type exception,
        Action action,
        [CallerArgumentExpression(nameof(action))] string message = ""
    )
    {
        Type thrown = null;
        try
        {
            action();
        }
        catch (Exception e)
        {
            thrown = e.GetType();
        }

        Require(
            thrown == exception,
            "Assert.ThrowsException",
            $"Expected:<{exception}>. Thrown:<{thrown?.ToString() ?? "nothing"}>. {message}"
        );
    }

    /// <summary>Ends the test as skipped.</summary>
    public static void SkipTest(string message = null) => throw new SkipTestException(message);

    internal static void Require(bool holds, string assertion, string message)
    {
        if (!holds)
        {
            throw new AssertFailedException($"{assertion} failed. {message}");
        }
    }

    private static void Equal(object expected, object actual, string message) =>
        Require(
            Equals(expected, actual),
            "Assert.AreEqual",
            $"Expected:<{expected ?? "(null)"}>. Actual:<{actual ?? "(null)"}>. {message}"
        );

    private static void NotEqual(object notExpected, object actual, string message) =>
        Require(
            !Equals(notExpected, actual),
            "Assert.AreNotEqual",
            $"Not expected:<{notExpected ?? "(null)"}>. {message}"
        );
}
