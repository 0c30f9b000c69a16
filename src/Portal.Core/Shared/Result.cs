using System.Diagnostics.CodeAnalysis;

namespace Portal.Core.Shared;

/// <summary>The outcome of an act that yields nothing: done, or refused for one or more reasons.</summary>
public readonly struct Result
{
    private readonly IReadOnlyList<Error>? _errors;

    private Result(IReadOnlyList<Error>? errors) => _errors = errors;

    /// <summary>The act was done.</summary>
    public static Result Ok => default;

    /// <summary>True when the act was done.</summary>
    public bool Succeeded => _errors is null;

    /// <summary>Why it was refused; empty when it was done.</summary>
    public IReadOnlyList<Error> Errors => _errors ?? [];

    /// <summary>The first reason.</summary>
    /// <exception cref="InvalidOperationException">The act was done.</exception>
    public Error Error => _errors is { Count: > 0 } ? _errors[0] : throw new InvalidOperationException("A successful result has no error.");

    /// <summary>Refused for several reasons.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static Result Refused(IReadOnlyList<Error> errors) =>
        errors.Count > 0 ? new(errors) : throw new ArgumentException("A refusal needs a reason.", nameof(errors));

    /// <summary>Refused for one reason.</summary>
    public static implicit operator Result(Error error) => new([error]);
}

/// <summary>The outcome of an act that yields a value: the value, or the reasons it was refused.</summary>
/// <typeparam name="T">What the act yields.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly IReadOnlyList<Error>? _errors;

    private Result(T? value, IReadOnlyList<Error>? errors)
    {
        _value = value;
        _errors = errors;
    }

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => _errors is null;

    /// <summary>Why it was refused; empty on success.</summary>
    public IReadOnlyList<Error> Errors => _errors ?? [];

    /// <summary>The first reason.</summary>
    /// <exception cref="InvalidOperationException">The act succeeded.</exception>
    public Error Error => _errors is { Count: > 0 } ? _errors[0] : throw new InvalidOperationException("A successful result has no error.");

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The act was refused.</exception>
    public T Value => _errors is null ? _value! : throw new InvalidOperationException($"Refused: {_errors[0].Code}.");

    /// <summary>The value on success.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _errors is null;
    }

    /// <summary>Refused for several reasons.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static Result<T> Refused(IReadOnlyList<Error> errors) =>
        errors.Count > 0 ? new(default, errors) : throw new ArgumentException("A refusal needs a reason.", nameof(errors));

    /// <summary>Success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Refused for one reason.</summary>
    public static implicit operator Result<T>(Error error) => new(default, [error]);
}
